"""A welcome email that takes its time: `celery -A sign_ups worker --loglevel INFO`."""

import time

from celery import Celery

app = Celery(
    "sign_ups",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


@app.task
def send_welcome_email(user_id):
    time.sleep(4)  # the email service is slow today
    return f"email to user {user_id} sent"
