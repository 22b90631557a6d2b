"""An app without a result backend: `celery -A bare worker`."""

from celery import Celery

app = Celery("bare", broker="redis://localhost:6379/0")


@app.task
def send_welcome_email(user_id):
    print(f"user {user_id} has mail")
