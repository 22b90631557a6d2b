"""The tasks that most experiments need; others write their own."""

import time
from pathlib import Path

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
def hold(name):
    """Work that ends when the file `go` is there."""
    note("started", name)
    while not Path("go").exists():
        time.sleep(0.05)
    note("ended", name)


@app.task
def say(*words):
    note(*words)


@app.task
def fail():
    note("failing")
    raise ValueError("nope")
