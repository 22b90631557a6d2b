"""Tasks to call: `celery -A tasks worker --loglevel INFO`."""

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:send_welcome_email]
@app.task
def send_welcome_email(user_id, language="en"):
    return f"user {user_id} has a mail in {language}"


# --8<-- [end:send_welcome_email]


# --8<-- [start:build_report]
@app.task(bind=True, name="reports.build")
def build_report(self, month):
    return f"{month}, as {self.name}, by call {self.request.id}"


# --8<-- [end:build_report]


@app.task
def describe(value):
    return repr(value)
