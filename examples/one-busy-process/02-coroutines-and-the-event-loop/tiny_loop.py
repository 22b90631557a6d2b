"""An event loop that knows one thing to wait for: the time."""

import time
import types
from heapq import heappop, heappush
from itertools import count


# --8<-- [start:sleep]
@types.coroutine  # so that a generator can be awaited
def sleep(seconds):
    yield seconds  # to the loop: wake me in so many seconds


# --8<-- [end:sleep]


# --8<-- [start:run]
def run(*coroutines):
    number = count()  # first come, first served
    waiting = [(0, next(number), each) for each in coroutines]
    while waiting:
        due, _, coroutine = heappop(waiting)  # the next one due
        time.sleep(max(0, due - time.monotonic()))
        try:
            seconds = coroutine.send(None)  # run to its next pause
        except StopIteration:
            continue  # this one has finished
        due = time.monotonic() + seconds
        heappush(waiting, (due, next(number), coroutine))


# --8<-- [end:run]
