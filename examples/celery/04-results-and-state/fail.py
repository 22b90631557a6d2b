"""Ask for the result of a failed task: `python fail.py`."""

from tasks import count_signups

handle = count_signups.delay("2026-02-30")

try:
    handle.get(timeout=10)
except ValueError as error:
    print("get() raised:", repr(error))

print("state:       ", handle.state)
print("no raise:    ", repr(handle.get(propagate=False)))
print("last line:   ", handle.traceback.splitlines()[-1])
