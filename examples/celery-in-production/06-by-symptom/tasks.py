"""The shop's tasks: `celery -A tasks worker`."""

import os
import time

from celery import Celery, chord

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


@app.task
def send_receipt(order):
    return f"receipt {order} sent"


@app.task
def fetch_rates(bank):
    """A call without a timeout, to a bank that never answers."""
    time.sleep(600)


@app.task
def fail(how):
    raise ValueError(how)


@app.task
def total(parts):
    return len(parts)


# --8<-- [start:close_the_day]
@app.task
def close_the_day(broken):
    """Three receipts, then their total; the third has a fault."""
    third = send_receipt.s(3).set(queue="recipts")
    if broken:
        third = fail.s("nope")
    parts = [send_receipt.s(1), send_receipt.s(2), third]
    day = chord(parts)(total.s())
    return day.id, day.parent.id, [part.id for part in day.parent]


# --8<-- [end:close_the_day]


@app.task
def die(how):
    """What the kernel, a bug in C code or a stray exit does."""
    if how == "exit":
        os._exit(1)
    os.kill(os.getpid(), how)
