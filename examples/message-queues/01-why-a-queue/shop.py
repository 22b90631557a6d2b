"""The producer: `python shop.py`."""

import os
import time

from kombu import Connection

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")

# --8<-- [start:shop]
with Connection(BROKER) as broker:
    orders = broker.SimpleQueue("orders")
    opened = time.monotonic()
    for number in (1, 2, 3, 4):
        orders.put({"order": number})
        waited = time.monotonic() - opened
        print(f"order {number} confirmed in {waited:.2f}s")
    print(orders.qsize(), "orders waiting")
# --8<-- [end:shop]
