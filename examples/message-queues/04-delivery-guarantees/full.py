"""A shop that takes orders while the line is short: `python full.py`."""

import os

from kombu import Connection
from kombu.exceptions import ChannelError

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")
LIMIT = 3


def waiting(queue):
    try:
        return queue.qsize()
    except ChannelError:
        return 0  # Redis forgets a list that is empty


# --8<-- [start:accept]
with Connection(BROKER) as connection:
    queue = connection.SimpleQueue("orders")

    def accept(number):
        if waiting(queue) >= LIMIT:
            return "503, try again later"
        queue.put(number)
        return "202, accepted"

    for number in range(1, 6):
        print(f"order {number}:", accept(number))
    queue.get(timeout=10).ack()
    print("a consumer has taken one")
    print("order 6:", accept(6))
# --8<-- [end:accept]
