"""Three tries, then the dead-letter queue: `python set_aside.py`."""

import os

from kombu import Connection

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")


# --8<-- [start:pack]
def pack(order):
    if order["to"] == "Atlantis":
        raise ValueError("the carrier knows no Atlantis")
    print("packed order", order["order"])


# --8<-- [end:pack]


# --8<-- [start:handle]
def handle(message):
    try:
        pack(message.payload)
    except Exception as error:
        tries = message.headers.get("tries", 0) + 1
        print("order", message.payload["order"], "failed, try", tries)
        home = orders if tries < 3 else failed
        notes = {"tries": tries, "why": str(error)}
        home.put(message.payload, headers=notes)
    message.ack()


# --8<-- [end:handle]


# --8<-- [start:consume]
with Connection(BROKER) as broker:
    orders = broker.SimpleQueue("orders")
    failed = broker.SimpleQueue("orders.failed")
    for number, to in enumerate(["Ada", "Atlantis", "Grace"], 1):
        orders.put({"order": number, "to": to})

    for _ in range(5):
        handle(orders.get(timeout=5))

    dead = failed.get(timeout=5)
    print("set aside:", dead.payload, dead.headers["why"])
    dead.ack()
# --8<-- [end:consume]
