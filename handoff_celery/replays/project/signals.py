"""Every process of a film writes down Celery's own signals, a line each, in signals.jsonl."""

import json
import os
import time
from pathlib import Path

from celery import signals as of

FILE = Path("signals.jsonl")


def tell(what, who, **more):
    line = json.dumps({"time": time.time(), "what": what, "who": who, **more}, default=str)
    with FILE.open("a") as file:
        file.write(f"{line}\n")  # one write, at the end: lines of two processes do not mix


def short(hostname):
    return str(hostname).partition("@")[0]


@of.after_task_publish.connect
def published(headers, routing_key, **_):
    known = {key: headers.get(key) for key in ("id", "task", "argsrepr", "eta", "retries")}
    tell("published", os.environ.get("WHO", "client"), queue=routing_key, **known)


@of.task_received.connect
def received(request, **_):
    known = {"eta": request.eta, "late": bool(request.task.acks_late)}
    retries = request.message.headers.get("retries", 0)
    tell("received", short(request.hostname), id=request.id, retries=retries, **known)


@of.task_prerun.connect
def started(task_id, task, **_):
    tell("started", short(task.request.hostname), id=task_id, retries=task.request.retries)


@of.task_success.connect
def succeeded(sender, **_):
    its = sender.request
    tell("succeeded", short(its.hostname), id=its.id, retries=its.retries)


@of.task_failure.connect
def failed(task_id, exception, sender, **_):
    who = getattr(sender.request, "hostname", None) or os.environ.get("WHO", "worker")
    tell("failed", short(who), id=task_id, reason=repr(exception))


@of.task_retry.connect
def retried(request, reason, **_):
    known = {"retries": request.retries, "reason": repr(reason.exc)}
    tell("retried", short(request.hostname), id=request.id, **known)


@of.task_revoked.connect
def revoked(request, **_):
    tell("revoked", short(request.hostname), id=request.id)


@of.task_postrun.connect
def ended(task_id, task, **_):
    tell("ended", short(task.request.hostname), id=task_id)


@of.worker_ready.connect
def ready(sender, **_):
    tell("ready", short(sender.hostname))


@of.worker_shutdown.connect
def shut_down(sender, **_):
    tell("shut down", short(sender.hostname))
