"""The worker's side: `celery -A tasks worker --loglevel INFO`."""

from celery import Celery
from mail import deliver
from users import get_user

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:send_welcome_email]
@app.task
def send_welcome_email(user_id):
    deliver(get_user(user_id))


# --8<-- [end:send_welcome_email]
