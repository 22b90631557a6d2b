"""The consumer, which runs on and on: `python packer.py`."""

import os

from kombu import Connection
from parcels import pack

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")

# --8<-- [start:packer]
with Connection(BROKER) as broker:
    orders = broker.SimpleQueue("orders")
    print("waiting for orders")
    while True:
        message = orders.get()
        pack(message.payload["order"])
        print("packed order", message.payload["order"])
        message.ack()
# --8<-- [end:packer]
