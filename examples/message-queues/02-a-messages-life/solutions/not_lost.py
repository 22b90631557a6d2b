"""Three messages and their three ends: `python life.py`."""

import os

from kombu import Connection
from kombu.exceptions import ChannelError

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")


def show(words):
    try:
        waiting = orders.qsize()
    except ChannelError:
        waiting = 0  # Redis forgets a list that is empty
    print(f"{words:24} {waiting} waiting")


# --8<-- [start:life]
with Connection(BROKER) as broker:
    orders = broker.SimpleQueue("orders")
    for number in (1, 2, 3):
        orders.put({"order": number})
    show("put three orders")

    first, second, third = [orders.get_nowait() for _ in range(3)]
    show("took all three")

    first.ack()
    show("acknowledged order 1")
    second.requeue()
    show("requeued order 2")
    third.reject(requeue=True)
    show("rejected order 3")

    again = orders.get_nowait()
    show(f"took order {again.payload['order']}")
    again.ack()
# --8<-- [end:life]
