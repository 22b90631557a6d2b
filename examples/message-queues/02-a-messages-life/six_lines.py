"""The calls that a queue takes: `python six_lines.py`."""

import os

from kombu import Connection

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")

# --8<-- [start:six_lines]
with Connection(BROKER) as broker:
    broker.default_channel.basic_qos(0, 1, False)  # one at a time
    orders = broker.SimpleQueue("orders")
    orders.put({"order": 1}, headers={"shop": "Leeds"})
    message = orders.get(timeout=5)  # orders.Empty if none comes
    message.ack()
# --8<-- [end:six_lines]

print("done with", message.payload)
