"""A task that looks at itself: `celery -A reports worker -l INFO`."""

from celery import Celery

app = Celery(
    "reports",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_default_queue = "reports"  # apart from tasks.py


@app.task(bind=True)
def build_report(self, month):
    me = self.AsyncResult(self.request.id)
    seen = [me.state]
    self.update_state(state="PROGRESS", meta={"done": 1, "of": 2})
    seen.append(me.state)
    return seen
