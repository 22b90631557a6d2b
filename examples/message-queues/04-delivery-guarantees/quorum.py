"""Give a message back until RabbitMQ has had enough: `python quorum.py`."""

import os

from kombu import Connection, Queue

BROKER = os.environ["BROKER_URL"]  # a RabbitMQ

# --8<-- [start:queues]
dead = Queue("orders-dead", queue_arguments={"x-queue-type": "quorum"})
orders = Queue(
    "orders",
    queue_arguments={
        "x-queue-type": "quorum",
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": "orders-dead",
    },
)
# --8<-- [end:queues]


deliveries = []


# --8<-- [start:give_back]
def give_back(body, message):
    deliveries.append(body)
    message.requeue()


# --8<-- [end:give_back]


def handed_out(queue, connection, handle):
    with connection.Consumer(queue, callbacks=[handle]):
        try:
            while True:
                connection.drain_events(timeout=3)
        except TimeoutError:
            pass  # nothing has come for three seconds


def show(body, message):
    print("set aside:", body, message.headers["x-last-death-reason"])
    message.ack()


with Connection(BROKER) as connection:
    for queue in (dead, orders):
        queue(connection.default_channel).declare()
    connection.Producer().publish("order 7", routing_key="orders")
    handed_out(orders, connection, give_back)
    print("handed out", len(deliveries), "times")
    handed_out(dead, connection, show)
