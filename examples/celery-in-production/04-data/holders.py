"""A second run while the first is at work: `python holders.py`."""

import time

from locks import rebuild_by_clock, rebuild_by_session

for task in (rebuild_by_clock, rebuild_by_session):
    first = task.delay(f"{task.__name__}-lock")
    time.sleep(1.4)  # the lock by the clock ends after 1 second
    second = task.delay(f"{task.__name__}-lock")
    print(f"{task.__name__}:")
    print("  first ", first.get(timeout=30))
    print("  second", second.get(timeout=30))
