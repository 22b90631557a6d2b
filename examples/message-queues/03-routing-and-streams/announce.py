"""Announce three things, then look: `python announce.py`."""

from kombu import Connection
from shop import BROKER, QUEUES, keys_in, shop

# --8<-- [start:announce]
with Connection(BROKER) as connection:
    producer = connection.Producer()
    for what in ("order.paid", "order.cancelled", "user.joined"):
        producer.publish(
            {"number": 7},
            exchange=shop,
            routing_key=what,
            declare=QUEUES,
        )
    for queue in QUEUES:
        keys = keys_in(queue, connection)
        print(f"{len(keys)} in {queue.name}:", *keys)
# --8<-- [end:announce]
