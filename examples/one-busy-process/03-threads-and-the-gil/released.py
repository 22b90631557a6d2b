"""Which calls let other threads run: `python released.py`."""

import hashlib
import pickle
import random
import re
import threading
import time
import zlib
from functools import partial
from operator import call

DATA = random.randbytes(20_000_000)
NUMBERS = [random.random() for _ in range(500_000)]
RECORDS = [{"price": number} for number in NUMBERS]
SLOW = re.compile("(a|aa)+b")


def python_loop():
    return sum(number * number for number in range(3_000_000))


# --8<-- [start:calls]
CALLS = {
    "time.sleep": partial(time.sleep, 0.3),
    "zlib.compress": partial(zlib.compress, DATA),
    "hashlib.sha256": partial(hashlib.sha256, DATA * 4),
    "sorted": partial(sorted, NUMBERS),
    "pickle.dumps": partial(pickle.dumps, RECORDS),
    "a slow regex": partial(SLOW.fullmatch, "a" * 31),
    "a Python loop": python_loop,
}


class Other(threading.Thread):
    """Wants to run a little every millisecond, and notes when."""

    stopped = False

    def run(self):
        self.turns = []
        while not self.stopped:
            time.sleep(0.001)
            self.turns.append(time.perf_counter())


# --8<-- [end:calls]

other = Other()
other.start()
for name, work in CALLS.items():
    # `map` goes from clock to clock in C: no switch in between
    steps = (time.perf_counter, work, time.perf_counter)
    start, _, end = map(call, steps)
    ran = any(start < turn < end for turn in other.turns)
    print(f"{name:16}{'others run' if ran else 'others wait'}")
other.stopped = True
