"""What fills this Redis? `python keys.py`."""

import os
from collections import Counter

from redis import Redis
from tasks import send_receipt

sent = [send_receipt.delay(order) for order in range(3)]
for result in sent:
    result.get(timeout=30)
for order in range(2):
    send_receipt.apply_async((order,), countdown=3600)
for order in range(5):
    send_receipt.apply_async((order,), queue="recipts")

# --8<-- [start:keys]
SIZE = {"list": "llen", "hash": "hlen", "zset": "zcard", "set": "scard"}


def keys(url):
    """Entries per kind of key; results are a key each."""
    found = Counter()
    with Redis.from_url(url, decode_responses=True) as client:
        for key in client.scan_iter(count=1000):
            kind = client.type(key)
            size = getattr(client, SIZE.get(kind, "exists"))(key)
            name = f"{key[:17]}*" if kind == "string" else key
            found[f"{kind:<8}{name}"] += size
    return found


# --8<-- [end:keys]

address = os.environ.get("BROKER_URL", "redis://localhost:6379/0")
while "hash    unacked" not in keys(address):
    pass
backend = address.rpartition("/")[0] + "/1"
for name, size in sorted((keys(address) + keys(backend)).items()):
    if "_kombu" not in name and "reply" not in name:
        print(f"{size:>3}  {name}")
