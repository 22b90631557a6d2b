"""It looks at itself: `celery -A watched worker -Q watched`."""

from celery import Celery

app = Celery(
    "watched",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


@app.task(bind=True, queue="watched")
def watch(self):
    me = self.AsyncResult(self.request.id)
    states = [me.state]
    self.update_state(state="PROGRESS", meta={"done": 1, "of": 2})
    states.append(me.state)
    return states
