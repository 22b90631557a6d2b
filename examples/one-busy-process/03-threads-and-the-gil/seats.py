"""A lock in the wrong place: `python seats.py`."""

import threading

taken, lock = set(), threading.Lock()


# --8<-- [start:reserve]
def reserve(seat):
    free = seat not in taken
    with lock:
        if free:
            taken.add(seat)
    return free


# --8<-- [end:reserve]

print([reserve("12A"), reserve("12A")], "in one thread")
