"""Give one message back: `python order.py`."""

import os

from kombu import Connection

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")

# --8<-- [start:order]
with Connection(BROKER) as connection:
    queue = connection.SimpleQueue("status")
    for status in ("ordered", "paid", "packed", "sent"):
        queue.put(status)

    tried = []
    for _ in range(5):
        message = queue.get(timeout=10)
        if message.payload == "paid" and "paid" not in tried:
            tried.append("paid")
            message.requeue()  # the bank is busy, try again later
            continue
        print("order 7 is", message.payload)
        message.ack()
# --8<-- [end:order]
