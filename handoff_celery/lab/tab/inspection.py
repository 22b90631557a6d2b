"""Messages and results exactly as they lie: in kombu's broker, a worker and Celery's backend."""

import base64
import json
from typing import Any

from celery.backends.cache import _DUMMY_CLIENT_CACHE as STORED
from celery.worker import state as worker_state
from kombu.transport.memory import Channel

SHOWN = 20  # messages of a queue, and results: the page shows no more, and says so
LONGEST = 4_000  # characters of a result
META = "celery-task-meta-"
OWN_QUEUES = ("pidbox", "reply", "celeryev")  # how workers and inspectors talk, not tasks


def queues() -> list[dict[str, Any]]:
    found = []
    for name, queue in list(Channel.queues.items()):
        if any(word in name for word in OWN_QUEUES):
            continue
        waiting = list(queue.queue)
        shown = [brief(raw["headers"]) for raw in waiting[:SHOWN]]
        found.append({"name": name, "waiting": len(waiting), "messages": shown})
    return found


def brief(headers: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": headers.get("id"),
        "task": headers.get("task", "?"),
        "call": call(headers),
        "retries": headers.get("retries") or 0,
        "eta": headers.get("eta"),
    }


def call(headers: dict[str, Any]) -> str:
    return f"{headers.get('argsrepr') or '()'} {headers.get('kwargsrepr') or '{}'}"


def newest(queue: str, task_id: str) -> dict[str, Any] | None:
    """The message that was put into a queue last, if it is that task's."""
    waiting = Channel.queues[queue].queue if queue in Channel.queues else ()
    return waiting[-1] if waiting and waiting[-1]["headers"].get("id") == task_id else None


def find(task_id: str) -> dict[str, Any] | None:
    """A task's message, wherever it waits."""
    for queue in list(Channel.queues.values()):
        for raw in list(queue.queue):
            if raw["headers"].get("id") == task_id:
                return raw
    return None


def message(raw: dict[str, Any]) -> dict[str, Any]:
    """All its parts: as sent, and as stored."""
    body = raw["body"]
    if raw["properties"].get("body_encoding") == "base64":
        body = base64.b64decode(body).decode("utf-8", "replace")
    properties = raw["properties"]
    return {"headers": raw["headers"], "properties": properties, "body": body, "raw": raw["body"]}


def with_worker(consumer) -> list[dict[str, Any]]:
    """What a worker has taken: waiting for its time or turn, or running; acknowledged or not."""
    known = {one["id"]: one for one in unacknowledged(consumer)}
    for request in list(worker_state.active_requests):
        headers = request.message.headers
        own = {"status": "running", "acknowledged": request.id not in known}
        known[request.id] = {**brief(headers), **own}
    return list(known.values())[:SHOWN]


def unacknowledged(consumer) -> list[dict[str, Any]]:
    """What the broker still answers for."""
    channel = getattr(consumer.task_consumer, "channel", None)
    if not channel:
        return []
    held, acknowledged = channel.qos._delivered, channel.qos._dirty
    taken = [held[tag] for tag in list(held) if tag not in acknowledged]
    headers = [one.headers for one in taken if getattr(one, "headers", None)]
    return [{**brief(one), "status": "taken", "acknowledged": False} for one in headers]


def results() -> dict[str, Any]:
    rows = [(text(key), text(value)) for key, value in list(STORED.items())]
    tasks = [row(*one) for one in rows if one[0].startswith(META)]
    return {"count": len(tasks), "rows": tasks[-SHOWN:]}


def row(key: str, stored: str) -> dict[str, Any]:
    try:
        meta = json.loads(stored)
    except ValueError:
        meta = {}
    meta = meta if isinstance(meta, dict) else {}
    return {
        "key": key,
        "id": key.removeprefix(META),
        "state": meta.get("status", ""),
        "result": json.dumps(meta.get("result"))[:LONGEST] if meta else "",
        "stored": stored[:LONGEST],
    }


def text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
