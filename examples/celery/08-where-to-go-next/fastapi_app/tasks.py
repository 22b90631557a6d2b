"""The worker's side: `celery -A tasks worker`."""

import time

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_track_started = True

SIGNUPS = {"mon": 4, "tue": 7, "wed": 1}


@app.task
def build_report(days):
    time.sleep(1)  # a slow query
    return {"days": days, "sign_ups": sum(SIGNUPS[day] for day in days)}
