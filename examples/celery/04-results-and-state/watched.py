"""It looks at itself: `celery -A watched worker -Q watched`."""

from tasks import app


@app.task(bind=True, queue="watched")
def watch(self):
    me = self.AsyncResult(self.request.id)
    states = [me.state]
    self.update_state(state="PROGRESS", meta={"done": 1, "of": 2})
    states.append(me.state)
    return states
