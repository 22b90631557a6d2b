"""Look at a message, all of it: `python look.py`."""

import os

from kombu import Connection

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")

# --8<-- [start:look]
with Connection(BROKER) as broker:
    orders = broker.SimpleQueue("orders")
    orders.put({"order": 1, "to": "Ada"}, headers={"shop": "Leeds"})

    message = orders.get(timeout=5)
    print("body        ", message.body)
    print("content type", message.content_type)
    print("headers     ", message.headers)
    print("sent to     ", message.delivery_info["routing_key"])
    print("unpacked    ", message.payload)
    message.ack()
# --8<-- [end:look]
