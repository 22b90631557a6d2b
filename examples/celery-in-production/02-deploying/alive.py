"""A file that says the worker's loop turns:
`celery -A tasks worker --include alive`."""

import os
from pathlib import Path

from celery.signals import heartbeat_sent

ALIVE = Path(os.environ.get("ALIVE_FILE", "/tmp/worker-alive"))


# --8<-- [start:touch]
@heartbeat_sent.connect
def touch(**_):
    """Every two seconds, from the loop that takes messages."""
    ALIVE.touch()


# --8<-- [end:touch]
