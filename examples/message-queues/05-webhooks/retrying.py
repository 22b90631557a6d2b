"""When to try again, and when to stop: `python retrying.py`."""

import os
import random

FIRST = float(os.environ.get("FIRST_WAIT", "5"))  # seconds
LONGEST = 12 * 60 * 60
TRIES = int(os.environ.get("TRIES", "12"))


# --8<-- [start:wait]
def longest_wait(tries):
    """After so many tries: 5 s, 25 s, 2 min, … up to 12 hours."""
    return min(FIRST * 5 ** (tries - 1), LONGEST)


def wait(tries, retry_after=""):
    """Drawn from half of that to all of it, or what was asked for."""
    longest = longest_wait(tries)
    drawn = random.uniform(longest / 2, longest)
    wish = int(retry_after) if retry_after.isdecimal() else 0
    return max(drawn, min(wish, LONGEST))


# --8<-- [end:wait]


def in_words(seconds):
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.1f} s"


if __name__ == "__main__":
    total = 0
    for tries in range(1, TRIES):
        longest = longest_wait(tries)
        total += longest
        waits = f"{in_words(longest / 2)} to {in_words(longest)}"
        print(f"try {tries + 1:2}: after {waits}")
    print("all of them:", in_words(total / 2), "to", in_words(total))
