"""One evening, minute by minute: `python evening.py`."""

from collections import deque

# --8<-- [start:evening]
ORDERS = [2, 9, 14, 6, 3, 1, 0, 0, 1, 0]  # that come in each minute
PACKER = 4  # orders that get packed in a minute

queue = deque()
for minute, coming in enumerate(ORDERS):
    queue.extend([minute] * coming)
    for _ in range(min(PACKER, len(queue))):
        queue.popleft()
    oldest = f", oldest {minute - queue[0]} min" if queue else ""
    bar = "#" * len(queue)
    print(f"{minute} +{coming:<2} {bar:17} {len(queue)} waiting{oldest}")
# --8<-- [end:evening]
