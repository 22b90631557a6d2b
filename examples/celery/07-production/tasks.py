"""Quick and slow work apart: `celery -A tasks worker -Q fast`."""

import time

from celery import Celery
from celery.exceptions import SoftTimeLimitExceeded
from celery.schedules import crontab

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
RETRIED = {"autoretry_for": (ConnectionError,), "retry_backoff": True}
# --8<-- [start:routes]
app.conf.task_default_queue = "fast"
app.conf.task_routes = {"tasks.build_report": {"queue": "slow"}}
# --8<-- [end:routes]
app.conf.worker_prefetch_multiplier = 1
app.conf.beat_schedule = {
    "count-signups": {
        "task": "tasks.count_signups",
        "schedule": 5.0,
        "args": ["today"],
        "options": {"expires": 4},
    },
    "morning-report": {
        "task": "tasks.build_report",
        "schedule": crontab(hour=7, minute=30),
        "args": ["this month"],
    },
}


@app.task
def count_signups(day):
    return f"42 people signed up {day}"


# --8<-- [start:build_report]
@app.task(acks_late=True, soft_time_limit=60, time_limit=70)
def build_report(month, seconds=2):
    try:
        time.sleep(seconds)  # slow queries
    except SoftTimeLimitExceeded:
        return f"gave up on {month}"
    return f"built {month}"


# --8<-- [end:build_report]


@app.task(**RETRIED, max_retries=12, ignore_result=True)
def send_welcome_email(user_id, language="en"):
    print(f"email to user {user_id} sent, in {language}")


@app.task(**RETRIED, max_retries=12, rate_limit="600/m")
def send_digest(user_id):
    return f"digest for user {user_id} sent"
