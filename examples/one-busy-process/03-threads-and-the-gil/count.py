"""Four threads add to one number: `python count.py`."""

import threading
from functools import partial

TIMES = 300_000


# --8<-- [start:count]
class Counter:
    value = 0


def add(counter):
    for _ in range(TIMES):
        counter.value += 1


def one_more_than(number):
    return number + 1


def add_by_a_call(counter):
    for _ in range(TIMES):
        counter.value = one_more_than(counter.value)


# --8<-- [end:count]


def lost(function):
    counter = Counter()
    run = partial(function, counter)
    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 4 * TIMES - counter.value


for function in (add, add_by_a_call):
    losses = [lost(function) for _ in range(5)]
    words = "some were lost" if any(losses) else "none was lost"
    print(f"{function.__name__}: {words}")
