"""The tasks that most experiments need; others write their own."""

import time

from celery import Celery
from notes import note

app = Celery("tasks")


@app.task
def add(x, y):
    return x + y


@app.task
def nap(seconds, name=""):
    """Work that takes its time, and says when it began and ended."""
    note("started", name)
    time.sleep(seconds)
    note("ended", name)
    return name


@app.task
def say(*words):
    note(*words)


@app.task
def fail():
    note("failing")
    raise ValueError("nope")
