"""The worker's side: `celery -A tasks worker --concurrency 4`."""

import jobs
from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:tasks]
@app.task
def wait():
    jobs.wait()


@app.task
def compute():
    return jobs.compute()


# --8<-- [end:tasks]
