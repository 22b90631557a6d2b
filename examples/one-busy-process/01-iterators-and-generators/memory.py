"""Lists against generators, in bytes: `python memory.py`."""

import tracemalloc


# --8<-- [start:two_ways]
def with_lists(count):
    lines = [f"10:01 /cart {number}" for number in range(count)]
    fields = [line.split() for line in lines]
    return sum([int(field[2]) for field in fields])


def with_generators(count):
    lines = (f"10:01 /cart {number}" for number in range(count))
    fields = (line.split() for line in lines)
    return sum(int(field[2]) for field in fields)


# --8<-- [end:two_ways]


def peak(work, count):
    """The most memory in use at once, as a reader likes it."""
    tracemalloc.start()
    work(count)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return f"{most / 1e6:.0f} MB" if most > 1e6 else "under 1 MB"


print("   lines        lists   generators")
for count in (10_000, 100_000, 200_000):
    lists, lazy = peak(with_lists, count), peak(with_generators, count)
    print(f"{count:8,} {lists:>12} {lazy:>12}")
