"""What kombu keeps in Redis for all this: `python inside.py`."""

from kombu import Connection
from redis import Redis
from shop import BROKER, QUEUES, shop

with Connection(BROKER) as connection:
    connection.Producer().publish(
        {"number": 7},
        exchange=shop,
        routing_key="order.paid",
        declare=QUEUES,
    )

# --8<-- [start:inside]
redis = Redis.from_url(BROKER, decode_responses=True)
for key in sorted(redis.keys()):
    print(f"{key}: a {redis.type(key)}")
for binding in sorted(redis.smembers("_kombu.binding.shop")):
    print("  ", *binding.split("\x06\x16"))
# --8<-- [end:inside]
