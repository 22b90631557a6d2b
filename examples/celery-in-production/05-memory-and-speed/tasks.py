"""A leak: `celery -A tasks worker -c 1 --max-tasks-per-child 3`."""

import os

import psutil
from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:render]
pages = {}  # a cache that nobody empties


@app.task
def render(number):
    pages[number] = "x" * 20_000_000
    return os.getpid(), psutil.Process().memory_info().rss


# --8<-- [end:render]


# --8<-- [start:store]
@app.task
def store(rows):
    return len(rows)  # one INSERT for all of them


# --8<-- [end:store]
