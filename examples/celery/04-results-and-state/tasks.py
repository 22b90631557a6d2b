"""The sign-up app's tasks: `celery -A tasks worker -l INFO`."""

# --8<-- [start:app]
import time

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
# --8<-- [end:app]

SIGNUPS = {"2026-10-01": 31, "2026-10-02": 27, "2026-10-03": 44}


# --8<-- [start:count_signups]
@app.task
def count_signups(day):
    if day not in SIGNUPS:
        raise ValueError(f"no sign-ups known for {day}")
    return SIGNUPS[day]


# --8<-- [end:count_signups]


# --8<-- [start:build_report]
@app.task(bind=True, name="tasks.build_report")
def build_report(self, month):
    days = [day for day in SIGNUPS if day.startswith(month)]
    total = 0
    for done, day in enumerate(days, start=1):
        time.sleep(1)  # the slow query
        total += SIGNUPS[day]
        meta = {"done": done, "of": len(days)}
        self.update_state(state="PROGRESS", meta=meta)
    time.sleep(1)  # laying out the pages
    return {"month": month, "signups": total}


# --8<-- [end:build_report]


# --8<-- [start:send_welcome_email]
@app.task(ignore_result=True)
def send_welcome_email(user_id, language="en"):
    time.sleep(1)  # the email service takes its time
    return f"user {user_id} has mail in {language}"


# --8<-- [end:send_welcome_email]
