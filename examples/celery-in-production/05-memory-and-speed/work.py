"""Three kinds of work, for any pool: `celery -A work worker`."""

import time

from celery import Celery

app = Celery(
    "work",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:work]
@app.task
def tiny():
    return time.time(), time.time()


@app.task
def wait():
    start = time.time()
    time.sleep(0.1)  # an API that answers slowly
    return start, time.time()


@app.task
def compute():
    start = time.time()
    sum(number * number for number in range(300_000))
    return start, time.time()


# --8<-- [end:work]
