"""Two jobs, four ways: `python four_ways.py`, while a worker runs."""

import time

import ways


def seconds(way, job, times):
    start = time.perf_counter()
    way(job, times)
    return time.perf_counter() - start


def least(way, times):
    return min(seconds(way, "compute", times) for _ in range(3))


if __name__ == "__main__":  # children of a pool may import this file
    ways.with_celery("wait", 1)  # connected, and the worker is awake
    alone = least(ways.in_turn, 1)
    print("                4 waits    2 computations")
    for way in (
        ways.in_turn,
        ways.with_asyncio,
        ways.with_threads,
        ways.with_processes,
        ways.with_celery,
    ):
        waits = f"in {seconds(way, 'wait', 4):.2f}s"
        ratio = least(way, 2) / alone
        print(f"{way.__name__:16}{waits:11}{ratio:.0f} × one alone")
