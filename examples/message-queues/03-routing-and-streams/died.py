"""Ann reads two orders and dies: `python died.py`."""

import os

from redis import Redis

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")
redis = Redis.from_url(BROKER, decode_responses=True, protocol=2)
redis.xgroup_create("orders", "receipts", id="0", mkstream=True)
for number in (7, 8, 9):
    redis.xadd("orders", {"number": number})


def numbers(entries):
    return [fields["number"] for _, fields in entries]


# --8<-- [start:died]
def read(consumer, count):
    new = {"orders": ">"}
    found = redis.xreadgroup("receipts", consumer, new, count)
    return found[0][1] if found else []


print("Ann reads:      ", *numbers(read("Ann", 2)))  # and dies
for_bob = read("Bob", 2)
print("Bob reads:      ", *numbers(for_bob))
redis.xack("orders", "receipts", *[entry for entry, _ in for_bob])
print("Bob reads again:", *numbers(read("Bob", 2)) or ["nothing"])
# --8<-- [end:died]

# --8<-- [start:claim]
_, claimed, _ = redis.xautoclaim("orders", "receipts", "Bob", 0)
print("Bob claims:     ", *numbers(claimed))
for one in redis.xpending_range("orders", "receipts", "-", "+", 9):
    print("  delivered", one["times_delivered"], "times")
# --8<-- [end:claim]
