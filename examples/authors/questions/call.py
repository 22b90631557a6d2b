"""Call the same function in two ways: `python call.py`."""

from celery import Celery

app = Celery("tasks", broker="redis://localhost:6379/0", backend="redis://localhost:6379/1")


@app.task
def add(x, y):
    return x + y


print(add(2, 3))
print(add.delay(2, 3).state)
