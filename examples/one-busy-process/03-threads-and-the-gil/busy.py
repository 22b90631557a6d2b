"""Two busy threads against one: `python busy.py`."""

import hashlib
import threading
import time

DATA = bytes(20_000_000)


# --8<-- [start:jobs]
def pure_python():
    return sum(number * number for number in range(500_000))


def hashing():
    return hashlib.sha256(DATA).hexdigest()


# --8<-- [end:jobs]


def seconds(job, number):
    """The quickest of twenty tries."""
    return min(once(job, number) for _ in range(20))


def once(job, number):
    threads = [threading.Thread(target=job) for _ in range(number)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


for job in (pure_python, hashing):
    ratio = seconds(job, 2) / seconds(job, 1)
    print(f"{job.__name__}: two at once take {ratio:.2f} times as long")
