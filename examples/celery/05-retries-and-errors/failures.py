"""Keeps what failed: `celery -A failures worker -Q failures`."""

import json
from pathlib import Path

from celery.signals import task_failure
from newsletter import app

__all__ = ["app"]


# --8<-- [start:keep]
@task_failure.connect
def keep(sender, task_id, exception, args, kwargs, **_):
    failure = {"id": task_id, "task": sender.name}
    failure |= {"args": args, "kwargs": kwargs, "error": repr(exception)}
    with Path("failed.jsonl").open("a") as failed:
        print(json.dumps(failure), file=failed)


# --8<-- [end:keep]
