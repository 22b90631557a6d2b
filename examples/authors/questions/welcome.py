"""A task with a mistake in it, for a question that points at a line."""

from celery import Celery

app = Celery("tasks", broker="redis://localhost:6379/0")


@app.task
def send_welcome_email(user):
    print(f"Welcome, {user.name}!")


def sign_up(user):
    user.save()
    send_welcome_email.delay(user)
    return {"status": "ok"}
