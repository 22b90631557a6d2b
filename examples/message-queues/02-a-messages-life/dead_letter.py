"""RabbitMQ sets a rejected message aside: `python dead_letter.py`."""

import os

from kombu import Connection, Exchange, Queue

BROKER = os.environ.get("BROKER_URL", "amqp://guest:guest@localhost//")

# --8<-- [start:queues]
dead = Exchange("dead", type="fanout")
failed = Queue("parcels.failed", dead)
parcels = Queue(
    "parcels",
    routing_key="parcels",
    queue_arguments={"x-dead-letter-exchange": "dead"},
)
# --8<-- [end:queues]

# --8<-- [start:reject]
with Connection(BROKER) as broker:
    failed(broker.default_channel).declare()
    with broker.SimpleQueue(parcels) as incoming:
        incoming.put({"order": 2, "to": "Atlantis"})
        incoming.get(timeout=5).reject()

    with broker.SimpleQueue(failed) as set_aside:
        message = set_aside.get(timeout=5)
        death = message.headers["x-death"][0]
        print("set aside:", message.payload)
        print("because it was", death["reason"])
        print("in the queue", death["queue"])
        message.ack()
# --8<-- [end:reject]
