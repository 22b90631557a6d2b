"""A thousand rows in fewer messages: `python batches.py`."""

import time

from tasks import store

rows = [{"user": number, "plan": "free"} for number in range(1000)]


# --8<-- [start:batches]
def send(size):
    batches = [rows[at : at + size] for at in range(0, len(rows), size)]
    start = time.perf_counter()
    results = [store.delay(batch) for batch in batches]
    stored = sum(result.get() for result in results)
    return len(results), stored, time.perf_counter() - start


# --8<-- [end:batches]
store.delay([]).get()  # connected, and the worker is awake
for size in (1, 10, 100, 1000):
    messages, stored, took = send(size)
    print(f"{messages:4} messages, {stored} rows: {took * 1000:5.0f} ms")
