"""A second run while the first is at work: `python holders.py`."""

import time

from locks import rebuild_by_clock, rebuild_by_session, redis


def running(name):
    return int(redis.get(f"{name}-running") or 0)


def two_runs(task):
    name = f"{task.__name__}-lock"
    redis.delete(name, f"{name}-running", f"{name}-go")
    first = task.delay(name)
    while running(name) < 1:
        time.sleep(0.05)
    time.sleep(1.2)  # the lock by the clock ends after a second
    second = task.delay(name)
    while running(name) < 2 and not second.ready():
        time.sleep(0.05)
    redis.set(f"{name}-go", "yes")
    return first.get(timeout=30), second.get(timeout=30)


if __name__ == "__main__":
    for task in (rebuild_by_clock, rebuild_by_session):
        first, second = two_runs(task)
        print(f"{task.__name__}:")
        print("  first ", first)
        print("  second", second)
