"""Two lines in either order: `python two_orders.py`."""

import os

from kombu import Connection

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")


def pack(order):
    print("packed order", order["order"])


# --8<-- [start:ack_first]
def ack_first(message):
    message.ack()
    pack(message.payload)


# --8<-- [end:ack_first]


# --8<-- [start:ack_last]
def ack_last(message):
    pack(message.payload)
    message.ack()


# --8<-- [end:ack_last]


with Connection(BROKER) as broker:
    orders = broker.SimpleQueue("orders")
    for number, handle in enumerate((ack_first, ack_last), 1):
        orders.put({"order": number})
        handle(orders.get(timeout=5))
