"""What the shop announces, and who wants to hear of it."""

import os

from kombu import Exchange, Queue

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")

shop = Exchange("shop", type="topic")
receipts = Queue("receipts", shop, routing_key="order.paid")
stock = Queue("stock", shop, routing_key="order.*")
audit = Queue("audit", shop, routing_key="#")
welcome = Queue("welcome", shop, routing_key="user.*")
QUEUES = [receipts, stock, audit, welcome]


def keys_in(queue, connection):
    """Empty the queue; what its messages were announced as."""
    here, keys = queue(connection.default_channel), []
    while message := here.get(no_ack=True):
        keys.append(message.delivery_info["routing_key"])
    return keys
