"""The worker's side: `celery -A tasks worker --loglevel INFO`."""

import time

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


@app.task
def send_welcome_email(user_id):
    time.sleep(1)  # the email service takes its time
    return f"email to user {user_id} sent"


@app.task
def build_report(month):
    for step in ("started", "half done", "done"):
        print(f"report for {month}: {step}")
        time.sleep(1.5)
