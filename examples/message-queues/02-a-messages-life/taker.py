"""A consumer that dies in the middle of its work: `python taker.py`."""

import os
import signal

from kombu import Connection

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")

# --8<-- [start:taker]
with Connection(BROKER) as broker:
    message = broker.SimpleQueue("orders").get()
    print("took order", message.payload["order"])
    print("killed before its ack", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
# --8<-- [end:taker]
