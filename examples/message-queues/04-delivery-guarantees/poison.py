"""Give up on an entry after three deliveries: `python poison.py`."""

import os

from redis import Redis

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")
LIMIT = 3
redis = Redis.from_url(BROKER, decode_responses=True, protocol=2)
redis.xgroup_create("orders", "pack", id="0", mkstream=True)
for number in (7, 8):
    redis.xadd("orders", {"number": number})


def pack(number):
    if number == "7":
        raise ValueError("order 7 has no address")


def deliveries(entry):
    [pending] = redis.xpending_range("orders", "pack", entry, entry, 1)
    return pending["times_delivered"]


# --8<-- [start:handle]
def handle(entry, fields):
    try:
        pack(fields["number"])
    except ValueError as error:
        count = deliveries(entry)
        print(f"delivery {count}: {error}")
        if count < LIMIT:
            return  # stays pending, to be claimed again
        redis.xadd("orders-dead", {**fields, "why": str(error)})
    else:
        print("packed order", fields["number"])
    redis.xack("orders", "pack", entry)


# --8<-- [end:handle]
new = redis.xreadgroup("pack", "Ann", {"orders": ">"})
for entry, fields in new[0][1]:
    handle(entry, fields)
while claimed := redis.xautoclaim("orders", "pack", "Bob", 0)[1]:
    for entry, fields in claimed:
        handle(entry, fields)
print("set aside:", redis.xrange("orders-dead")[0][1])
