"""Waiting for a condition: the one loop that looks again and again."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class WaitTimeout(Exception):
    """What was waited for did not come."""


def wait_until(
    condition: Callable[[], Found],
    message: str | Callable[[], str],
    timeout: float = 60,
    pause: float = 0.05,
) -> Found:
    """What the condition answers once it is truthy; `message` says what was missed."""
    end = time.monotonic() + timeout
    while not (found := condition()):
        if time.monotonic() > end:
            text = message() if callable(message) else message
            raise WaitTimeout(f"waited {timeout:g} s in vain: {text}")
        time.sleep(pause)
    return found
