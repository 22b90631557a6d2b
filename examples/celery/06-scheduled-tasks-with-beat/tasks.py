"""Tasks and when to send them: `celery -A tasks beat`."""

import time

from celery import Celery
from celery.schedules import crontab

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
RETRIED = {
    "autoretry_for": (ConnectionError,),
    "retry_backoff": True,
    "max_retries": 12,
}

# --8<-- [start:schedule]
app.conf.timezone = "Europe/Berlin"
app.conf.beat_schedule = {
    "count-signups": {
        "task": "tasks.count_signups",
        "schedule": 5.0,  # seconds
        "args": ["today"],
    },
    "morning-report": {
        "task": "tasks.build_report",
        "schedule": crontab(hour=7, minute=30),
        "args": ["this month"],
    },
}
# --8<-- [end:schedule]


@app.task
def count_signups(day):
    return f"42 people signed up {day}"


@app.task(bind=True)
def build_report(self, month):
    self.update_state(state="PROGRESS", meta={"done": 0, "of": 1})
    return write_report(month)


def write_report(month):
    time.sleep(2)  # slow queries
    return f"built {month}"


@app.task(**RETRIED, ignore_result=True)
def send_welcome_email(user_id, language="en"):
    print(f"email to user {user_id} sent, in {language}")


@app.task(**RETRIED)
def send_digest(user_id):
    return f"digest for user {user_id} sent"
