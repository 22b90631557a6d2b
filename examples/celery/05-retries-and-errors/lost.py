"""Tasks that lose their process: `celery -A lost worker -c 1`."""

import os
import signal
from pathlib import Path

from celery import Celery

app = Celery(
    "lost",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_default_queue = "lost"  # apart from tasks.py


# --8<-- [start:tasks]
@app.task
def acked_early(report):
    return die_once(report)


@app.task(acks_late=True)
def acked_late(report):
    return die_once(report)


@app.task(acks_late=True, reject_on_worker_lost=True)
def rejected(report):
    return die_once(report)


# --8<-- [end:tasks]


# --8<-- [start:die_once]
def die_once(report):
    """What Linux does to a process when memory runs out."""
    ran_before = Path(f"{report}.ran")
    if not ran_before.exists():
        ran_before.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done by the second run"


# --8<-- [end:die_once]
