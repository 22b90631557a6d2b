"""Beside the worker of short_lived: `python expire.py`."""

import time

from tasks import app, count_signups

handle = count_signups.apply_async(["2026-10-01"], queue="short")
handle.get(timeout=10)
print("at once:   ", app.AsyncResult(handle.id).state)

time.sleep(3)
print("old handle:", handle.state)
print("new handle:", app.AsyncResult(handle.id).state)
