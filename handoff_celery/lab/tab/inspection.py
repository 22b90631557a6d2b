"""Messages and results exactly as they lie in kombu's broker and Celery's backend."""

import base64
import json
from typing import Any

from celery.backends.cache import _DUMMY_CLIENT_CACHE as STORED
from kombu.transport.memory import Channel

SHOWN = 20  # messages of a queue, and results: the page shows no more, and says so
META = "celery-task-meta-"
OWN_QUEUES = ("pidbox", "reply", "celeryev")  # how workers and inspectors talk, not tasks


def queues() -> list[dict[str, Any]]:
    found = []
    for name, queue in list(Channel.queues.items()):
        if any(word in name for word in OWN_QUEUES):
            continue
        waiting = list(queue.queue)
        shown = [message(raw) for raw in waiting[:SHOWN]]
        found.append({"name": name, "waiting": len(waiting), "messages": shown})
    return found


def message(raw: dict[str, Any]) -> dict[str, Any]:
    body = raw["body"]
    if raw["properties"].get("body_encoding") == "base64":
        body = base64.b64decode(body).decode("utf-8", "replace")
    return {
        "id": raw["headers"].get("id", raw["properties"].get("delivery_tag")),
        "tag": raw["properties"].get("delivery_tag"),
        "task": raw["headers"].get("task", "?"),
        "args": raw["headers"].get("argsrepr", ""),
        "kwargs": raw["headers"].get("kwargsrepr", ""),
        "headers": raw["headers"],
        "properties": raw["properties"],
        "body": body,
        "raw": raw["body"],
    }


def unacknowledged(consumer) -> list[dict[str, Any]]:
    """What a worker has taken and not yet acknowledged: the broker still answers for it."""
    channel = getattr(consumer.task_consumer, "channel", None)
    if not channel:
        return []
    held, acknowledged = channel.qos._delivered, channel.qos._dirty
    taken = [held[tag] for tag in list(held) if tag not in acknowledged]
    return [
        {
            "id": one.headers.get("id"),
            "task": one.headers.get("task"),
            "eta": one.headers.get("eta"),
        }
        for one in taken[:SHOWN]
        if getattr(one, "headers", None)
    ]


def results() -> dict[str, Any]:
    rows = [(text(key), text(value)) for key, value in list(STORED.items())]
    return {"count": len(rows), "rows": [row(*one) for one in rows[-SHOWN:]]}


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
        "result": json.dumps(meta.get("result")) if meta else "",
        "stored": stored,
    }


def stored_state(task_id: str) -> str | None:
    """The state in the task's row of the backend; None if there is no row."""
    value = STORED.get(META + task_id) or STORED.get((META + task_id).encode())
    return json.loads(text(value))["status"] if value else None


def text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
