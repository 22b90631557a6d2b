"""Publishes a message that the reader has edited: whatever it says now, the worker has to judge."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from kombu import Connection

from . import events


def resend(edited: dict[str, Any]) -> str:
    """Put it into its queue under a new id. Answers what is wrong with it, or nothing.

    `edited` has the old message's headers, properties and body, and the reader's `queue`, `task`,
    `args`, `kwargs` (both JSON), `countdown` (seconds, or empty) and `retries`.
    """
    try:
        args, kwargs = json.loads(edited["args"]), json.loads(edited["kwargs"])
        headers = {**edited["headers"], **changed(edited, args, kwargs)}
    except ValueError as error:
        return f"Arguments are JSON, the countdown and the tries are numbers: {error}"
    embed = embedded(edited["body"])
    with Connection("redis://") as connection, connection.Producer(serializer="json") as producer:
        properties = {"correlation_id": headers["id"], "reply_to": edited.get("reply_to")}
        body, queue = [args, kwargs, embed], edited["queue"]
        producer.publish(body, routing_key=queue, exchange="", headers=headers, **properties)
    events.published(headers["task"], headers, queue, by="you")
    return ""


def changed(edited: dict[str, Any], args: Any, kwargs: Any) -> dict[str, Any]:
    own = str(uuid.uuid4())
    wait = str(edited["countdown"]).strip()
    eta = datetime.now(UTC) + timedelta(seconds=float(wait)) if wait else None
    return {
        "id": own,
        "root_id": own,
        "task": edited["task"],
        "argsrepr": repr(tuple(args) if isinstance(args, list) else args),
        "kwargsrepr": repr(kwargs),
        "eta": eta.isoformat() if eta else None,
        "retries": int(edited["retries"]),
    }


def embedded(body: str) -> Any:
    """What stands beside the arguments in a body: callbacks, errbacks, chain, chord."""
    try:
        return json.loads(body)[2]
    except (ValueError, TypeError, LookupError):
        return {}
