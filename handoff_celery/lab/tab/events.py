"""Each of Celery's own signals, told to the page as it is sent."""

import time
from collections.abc import Callable

from celery import signals
from lab import process

from . import inspection


class Signals:
    """Tells what Celery says, when it says it; keeps nothing."""

    def __init__(self, tell: Callable):
        self.tell = tell
        self.started = time.monotonic()

    def connect(self) -> None:
        for signal, heard in (
            (signals.after_task_publish, self.sent),
            (signals.task_received, self.received),
            (signals.task_prerun, self.began),
            (signals.task_retry, self.retried),
            (signals.task_postrun, self.ended),
            (signals.task_revoked, self.revoked),
            (signals.task_rejected, self.rejected),
            (signals.task_unknown, self.unknown),
            (signals.worker_ready, self.ready),
            (signals.worker_shutdown, self.gone),
        ):
            signal.connect(heard, weak=False)

    def note(self, what: str, task_id: str | None = None, task: str | None = None, **more) -> None:
        at = round(time.monotonic() - self.started, 3)
        by = process.current.name
        self.tell("event", {"what": what, "id": task_id, "task": task, "at": at, "by": by, **more})

    def sent(self, sender=None, headers=None, routing_key=None, **_):
        call = f"{headers.get('argsrepr') or '()'} {headers.get('kwargsrepr') or '{}'}"
        self.note(
            "sent",
            headers["id"],
            sender,
            call=call,
            queue=routing_key,
            eta=headers.get("eta"),
            retries=headers.get("retries", 0),
        )

    def received(self, request=None, **_):
        self.note("received", request.id, request.name, eta=str(request.eta or ""))

    def began(self, task_id=None, task=None, **_):
        self.note("began", task_id, task.name, retries=task.request.retries)

    def retried(self, request=None, reason=None, **_):
        self.note("retried", request.id, request.task, reason=str(reason))

    def ended(self, task_id=None, task=None, state=None, **_):
        self.note("ended", task_id, task.name, state=state, stored=inspection.stored_state(task_id))

    def revoked(self, request=None, expired=False, **_):
        state = "expired" if expired else "revoked"
        self.note(state, request.id, request.task, stored=inspection.stored_state(request.id))

    def rejected(self, message=None, **_):
        headers = getattr(message, "headers", None) or {}
        self.note("rejected", headers.get("id"), headers.get("task"))

    def unknown(self, id=None, name=None, **_):
        self.note("unknown", id, name, stored=inspection.stored_state(id))

    def ready(self, sender=None, **_):
        self.note("ready", worker=sender.hostname)

    def gone(self, sender=None, **_):
        self.note("gone")
