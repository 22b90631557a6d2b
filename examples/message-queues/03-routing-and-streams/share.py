"""Ann and Bob share a queue, Cleo has her own: `python share.py`."""

from kombu import Connection
from shop import BROKER, QUEUES, audit, receipts, shop


def take(queue, connection):
    message = queue(connection.default_channel).get(no_ack=True)
    return message.payload["number"]


# --8<-- [start:share]
with Connection(BROKER) as connection:
    producer = connection.Producer()
    for number in (7, 8, 9, 10):
        producer.publish(
            {"number": number},
            exchange=shop,
            routing_key="order.paid",
            declare=QUEUES,
        )
    took = {"Ann": [], "Bob": [], "Cleo": []}
    for _ in range(2):
        took["Ann"].append(take(receipts, connection))
        took["Bob"].append(take(receipts, connection))
    for _ in range(4):
        took["Cleo"].append(take(audit, connection))
# --8<-- [end:share]

for name, numbers in took.items():
    print(f"{name:5} took", *numbers)
