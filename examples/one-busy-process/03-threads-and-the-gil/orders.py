"""Three threads share the orders of one queue: `python orders.py`."""

import queue
import threading

# --8<-- [start:orders]
orders = queue.Queue()
packed = queue.Queue()


def pack():
    while (order := orders.get()) is not None:
        packed.put(f"order {order}")


threads = [threading.Thread(target=pack) for _ in range(3)]
for thread in threads:
    thread.start()
for order in range(1, 7):
    orders.put(order)
for _ in threads:
    orders.put(None)  # one for each: the day is over
for thread in threads:
    thread.join()
# --8<-- [end:orders]

print(packed.qsize(), "packed, each once:")
print(", ".join(sorted(packed.get() for _ in range(packed.qsize()))))
