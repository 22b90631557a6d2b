"""The worker's side: `celery -A tasks worker`."""

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)

ADDRESSES = {42: "ada@example.org"}


@app.task
def send_welcome_email(user_id):
    return f"to {ADDRESSES[user_id]}: welcome"


tries = []


# --8<-- [start:ask_email_service]
@app.task(bind=True, max_retries=3, default_retry_delay=180)
def ask_email_service(self):
    tries.append("no answer")
    raise self.retry()


# --8<-- [end:ask_email_service]
