"""The sign-up app's tasks: `celery -A tasks worker -l INFO`."""

import time

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:send_welcome_email]
@app.task
def send_welcome_email(user_id, language="en"):
    time.sleep(1)  # the email service takes its time
    return f"user {user_id} has mail in {language}"


# --8<-- [end:send_welcome_email]


# --8<-- [start:build_report]
@app.task(bind=True, name="tasks.build_report")
def build_report(self, month):
    time.sleep(1)  # the slow query
    return f"{month}, built by call {self.request.id}"


# --8<-- [end:build_report]


@app.task
def describe(value):  # not part of the app: it shows what arrives
    return repr(value)
