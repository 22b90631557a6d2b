"""Each of Celery's own signals, told to the page as it is sent; and the page may hold it there.

Two moments have no signal of Celery's: that a message is acknowledged, and that a result is stored.
The broker and the result backend that stand in for servers (memory.py) tell those.
"""

import time
from collections.abc import Callable

from celery import signals
from lab import pace, process

from . import inspection

WITH_PARTS = 100  # messages told whole; after that the page asks for the one that is opened


def nobody(event: dict) -> None:
    """Before there is a session."""


listener: Callable[[dict], None] = nobody
since = time.monotonic()
published_count = 0


def connect(heard: Callable[[dict], None]) -> None:
    """From now on, `heard` is called with every event: what, id, task, at, by, and more."""
    global listener, since, published_count
    listener, since, published_count = heard, time.monotonic(), 0
    for signal, tells in (
        (signals.after_task_publish, published),
        (signals.task_received, received),
        (signals.task_prerun, started),
        (signals.task_retry, retried),
        (signals.task_success, succeeded),
        (signals.task_failure, failed),
        (signals.task_revoked, revoked),
        (signals.task_rejected, rejected),
        (signals.task_unknown, unknown),
        (signals.worker_ready, ready),
        (signals.worker_shutdown, shut_down),
    ):
        signal.connect(tells, weak=False)


def note(what: str, task_id: str | None = None, task: str | None = None, **more) -> None:
    at = round(time.monotonic() - since, 3)
    by = process.current.name
    listener({"what": what, "id": task_id, "task": task, "at": at, "by": by, **more})
    pace.hold()


def published(sender=None, headers=None, routing_key=None, **more):
    global published_count
    published_count += 1
    raw = inspection.newest(routing_key, headers["id"])
    note(
        "published",
        headers["id"],
        sender,
        **({"by": more["by"]} if "by" in more else {}),
        call=inspection.call(headers),
        queue=routing_key,
        eta=headers.get("eta"),
        retries=headers.get("retries") or 0,
        parts=inspection.message(raw) if raw and published_count <= WITH_PARTS else None,
    )


def received(request=None, **_):
    note("received", request.id, request.name, eta=str(request.eta or ""))


def acknowledged(headers: dict) -> None:
    note("acknowledged", headers["id"], headers.get("task"))


def started(task_id=None, task=None, **_):
    note("started", task_id, task.name, retries=task.request.retries, now=True)


def stored(task_id: str, state: str, request=None) -> None:
    note("stored", task_id, getattr(request, "task", None), state=state)


def retried(request=None, reason=None, **_):
    note("retried", request.id, request.task, reason=str(reason), retries=request.retries)


def succeeded(sender=None, result=None, **_):
    note("succeeded", sender.request.id, sender.name, retries=sender.request.retries)


def failed(sender=None, task_id=None, exception=None, **_):
    retries = sender.request.retries if sender and sender.request.id == task_id else 0
    reason = f"{type(exception).__name__}: {exception}"
    note("failed", task_id, getattr(sender, "name", None), reason=reason, retries=retries)


def revoked(request=None, expired=False, **_):
    note("expired" if expired else "revoked", request.id, request.task)


def rejected(message=None, **_):
    headers = getattr(message, "headers", None) or {}
    note("rejected", headers.get("id"), headers.get("task"))


def unknown(id=None, name=None, **_):
    note("unknown", id, name)


def ready(sender=None, **_):
    note("ready", worker=sender.hostname)


def shut_down(sender=None, **_):
    note("shut down")
