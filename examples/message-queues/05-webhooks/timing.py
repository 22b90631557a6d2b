"""Where does a comparison stop? `python timing.py`."""

import hmac
from functools import partial
from operator import eq
from timeit import repeat


def seconds(compare, right, guess):
    return min(repeat(partial(compare, right, guess), number=200))


def verdict(compare, length=100_000):
    """Wrong at the end, compared with wrong at the start."""
    right = b"a" * length
    first = seconds(compare, right, b"b" + right[1:])
    last = seconds(compare, right, right[:-1] + b"b")
    longer = last > 10 * first
    return "over 10 times as long" if longer else "about as long"


print("==             takes", verdict(eq))
print("compare_digest takes", verdict(hmac.compare_digest))
