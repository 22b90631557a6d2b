"""Beside the worker of figures.py: `python measure.py`."""

from statistics import median

from figures import (
    hundred_waits_at_once,
    hundred_waits_in_turn,
    loop_and_connection_each_time,
    loop_and_connection_kept,
)

for task in (hundred_waits_in_turn, hundred_waits_at_once):
    print(task.__name__, f"{task.delay().get(timeout=60):.2f} s")
for task in (loop_and_connection_each_time, loop_and_connection_kept):
    took = [task.delay().get(timeout=60) for _ in range(200)]
    print(task.__name__, f"{1000 * median(took):.1f} ms")
