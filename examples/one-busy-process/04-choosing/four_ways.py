"""Two jobs, four ways: `python four_ways.py`, while a worker runs."""

import time

import ways

WAYS = (
    ways.in_turn,
    ways.with_asyncio,
    ways.with_threads,
    ways.with_processes,
    ways.with_celery,
)


def seconds(way, job, times):
    start = time.perf_counter()
    way(job, times)
    return time.perf_counter() - start


def quickest(job, times, tries):
    """Of each way; they take turns, so that a bad moment hits all."""
    rounds = [
        [seconds(way, job, times) for way in WAYS]  # one of each
        for _ in range(tries)
    ]
    return [min(took) for took in zip(*rounds, strict=True)]


if __name__ == "__main__":  # children of a pool may import this file
    ways.with_celery("wait", 1)  # connected, and the worker is awake
    waits = quickest("wait", 4, tries=1)
    computations = quickest("compute", 2, tries=8)
    print("                4 waits    2 computations")
    for way, wait, took in zip(WAYS, waits, computations, strict=True):
        cell = f"in {wait:.2f}s"
        gain = took < 0.85 * computations[0]
        word = "quicker" if gain else "no quicker"
        print(f"{way.__name__:16}{cell:11}{word}")
