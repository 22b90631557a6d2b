"""A solution: `Retry` is let through."""

from pathlib import Path

from celery import Celery
from celery.exceptions import Retry

app = Celery(
    "reminder",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_default_queue = "reminder"  # apart from tasks.py


@app.task(bind=True)
def send_reminder(self, user_id):
    try:
        if service_is_down(run=self.request.retries + 1):
            raise self.retry(countdown=1)
        note("email sent")
        return "sent"
    except Retry:
        raise
    except Exception:  # our tasks never crash!
        note("gave up")
        return "gave up"


def service_is_down(run):
    return run == 1


def note(words):
    with Path("notes.txt").open("a") as notes:
        print(words, file=notes)
