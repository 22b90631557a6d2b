"""One stream, read by two groups: `python log.py`."""

import os

from redis import Redis

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")
redis = Redis.from_url(BROKER, decode_responses=True, protocol=2)

# --8<-- [start:groups]
for number in (7, 8, 9, 10):
    redis.xadd("orders", {"number": number})
for group in ("receipts", "audit"):
    redis.xgroup_create("orders", group, id="0")
# --8<-- [end:groups]


# --8<-- [start:read]
def read(group, consumer, count):
    """What nobody in the group has had yet, acknowledged."""
    new = {"orders": ">"}
    [(_, entries)] = redis.xreadgroup(group, consumer, new, count)
    redis.xack("orders", group, *[entry for entry, _ in entries])
    return [fields["number"] for _, fields in entries]


# --8<-- [end:read]
print("Ann, receipts: ", *read("receipts", "Ann", 2))
print("Bob, receipts: ", *read("receipts", "Bob", 2))
print("Cleo, audit:   ", *read("audit", "Cleo", 4))
print("still there:   ", redis.xlen("orders"), "entries")

# --8<-- [start:later]
redis.xgroup_create("orders", "fraud", id="0")
print("Dora, fraud:   ", *read("fraud", "Dora", 4))
# --8<-- [end:later]
