"""What happens to the message of a dead consumer: `python crash.py`."""

import os
import subprocess
import sys
import time

from kombu import Connection
from kombu.exceptions import ChannelError

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")
# --8<-- [start:options]
OPTIONS = {}
if BROKER.startswith("redis:"):
    OPTIONS["visibility_timeout"] = 3  # seconds; by default an hour
# --8<-- [end:options]


def waiting():
    try:
        return orders.qsize()
    except ChannelError:
        return 0  # Redis forgets a list that is empty


# --8<-- [start:take]
def take():
    while True:
        try:
            return orders.get(timeout=0.5)
        except orders.Empty:
            pass  # then kombu looks for overdue ones


# --8<-- [end:take]


# --8<-- [start:crash]
with Connection(BROKER, transport_options=OPTIONS) as broker:
    orders = broker.SimpleQueue("orders")
    orders.put({"order": 1})
    subprocess.run([sys.executable, "taker.py"])

    time.sleep(1)
    print("a second later:", waiting(), "waiting")
    message = take()
    print("comes back: order", message.payload["order"])
    print("redelivered:", message.delivery_info.get("redelivered"))
    message.ack()
# --8<-- [end:crash]
