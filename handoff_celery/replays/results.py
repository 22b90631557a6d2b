"""What a result backend in Valkey or Redis has at a moment."""

import json

from handoff_celery.servers.redis import ValkeyServer


def rows(server: ValkeyServer) -> dict[str, str]:
    """{id: state} of the results that it has."""
    with server.client(1) as client:
        keys = sorted(client.scan_iter("celery-task-meta-*"))
        stored = [json.loads(one) for one in (client.mget(keys) if keys else []) if one]
    return {row["task_id"]: row["status"] for row in stored}
