"""`time.sleep` for the reader's program: while it waits, whoever runs beside it has a turn."""

import time
from collections.abc import Callable

from . import process

real_sleep = time.sleep
LONGEST_PAUSE = 0.02  # seconds between two turns

pause: Callable[[float], None] = real_sleep  # browser.py puts one here that lets the page speak
turn: Callable[[], int] = int  # session.py puts its own here; this one does nothing


def install() -> None:
    time.sleep = sleep


def sleep(seconds: float) -> None:
    """Sleep; in a process beside the program this blocks all others, for there is one thread."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if not process.is_program():
        return real_sleep(seconds)
    until = time.monotonic() + seconds
    with process.MACHINE.inside():
        while True:
            did = turn()
            left = until - time.monotonic()
            if left <= 0:
                return None
            if not did:
                pause(min(left, LONGEST_PAUSE))
