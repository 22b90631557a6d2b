"""Two tasks and when to send them: `celery -A tasks beat`."""

import time

from celery import Celery
from celery.schedules import crontab

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)

# --8<-- [start:schedule]
app.conf.timezone = "Europe/Berlin"
app.conf.beat_schedule = {
    "count-signups": {
        "task": "tasks.count_signups",
        "schedule": 5.0,  # seconds
    },
    "morning-report": {
        "task": "tasks.build_report",
        "schedule": crontab(hour=7, minute=30),
        "args": ["yesterday"],
    },
}
# --8<-- [end:schedule]


@app.task
def count_signups():
    return "42 people signed up today"


@app.task
def build_report(period):
    time.sleep(2)
    return f"built {period}"
