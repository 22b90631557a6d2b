"""Ask for a result, while a worker runs: `python ask.py`."""

from tasks import app, count_signups

handle = count_signups.delay("2026-10-01")
print("id:   ", handle.id)
print("value:", handle.get(timeout=10))
print("state:", handle.state)

# Any process that knows the id can ask, today or in an hour.
later = app.AsyncResult(handle.id)
print("again:", later.get(timeout=10), later.state)
