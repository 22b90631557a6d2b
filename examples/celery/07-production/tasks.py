"""Quick and slow work apart: `celery -A tasks worker -Q fast`."""

import time

from celery import Celery
from celery.exceptions import SoftTimeLimitExceeded

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)

# --8<-- [start:routes]
app.conf.task_default_queue = "fast"
app.conf.task_routes = {"tasks.build_report": {"queue": "slow"}}
# --8<-- [end:routes]
app.conf.worker_prefetch_multiplier = 1
app.conf.beat_schedule = {
    "count-signups": {
        "task": "tasks.count_signups",
        "schedule": 5.0,
        "options": {"expires": 4},
    }
}


@app.task
def send_welcome_email(user_id):
    return f"welcome, user {user_id}"


@app.task
def count_signups():
    return 42


# --8<-- [start:build_report]
@app.task(acks_late=True, soft_time_limit=60, time_limit=70)
def build_report(month, seconds=2):
    try:
        time.sleep(seconds)  # a query that takes its time
    except SoftTimeLimitExceeded:
        return f"report {month}: gave up"
    return f"report {month}: done"


# --8<-- [end:build_report]
