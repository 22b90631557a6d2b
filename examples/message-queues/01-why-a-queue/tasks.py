"""The worker's side: `celery -A tasks worker`."""

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:greet]
@app.task
def greet(user_id):
    return f"Welcome, user {user_id}!"


# --8<-- [end:greet]
