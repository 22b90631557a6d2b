"""The tasks of "What happens when …": each begins, waits until it is let go, and ends.

They differ in one thing: when the broker is told that the message is done with.
"""

import time
from pathlib import Path

from celery import Celery
from notes import note

app = Celery("jobs")


LONGEST = 20 * 60  # seconds; a worker that outlives its test ends, too


def work(name):
    note("began", name)
    end = time.monotonic() + LONGEST
    while not Path("let-go").exists() and time.monotonic() < end:
        time.sleep(0.05)
    note("ended", name)


@app.task
def early(name="early"):
    work(name)


@app.task(acks_late=True)
def late(name="late"):
    work(name)


@app.task(acks_late=True, reject_on_worker_lost=True)
def reject(name="reject"):
    work(name)
