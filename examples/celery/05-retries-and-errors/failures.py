"""Keeps what failed: `celery -A failures worker -Q failures`."""

import json
from pathlib import Path

from celery.signals import task_failure
from newsletter import app

__all__ = ["app"]


# --8<-- [start:keep]
@task_failure.connect
def keep(sender, task_id, exception, args, **_):
    failure = {"task": sender.name, "args": args, "id": task_id}
    failure["error"] = repr(exception)
    with Path("failed.jsonl").open("a") as failed:
        print(json.dumps(failure), file=failed)


# --8<-- [end:keep]
