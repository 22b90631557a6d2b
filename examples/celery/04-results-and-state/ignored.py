"""What is left of a result that is ignored: `python ignored.py`."""

from celery.exceptions import TimeoutError
from tasks import app, count_signups, send_welcome_email

kept = count_signups.delay("2026-10-01")
print("kept:        ", kept.get(timeout=10))

ignored = send_welcome_email.delay(42)
print("ignored:     ", ignored.get(timeout=10))

from_id = app.AsyncResult(ignored.id)
try:
    from_id.get(timeout=2)
except TimeoutError:
    print("from its id:  TimeoutError, state", from_id.state)
