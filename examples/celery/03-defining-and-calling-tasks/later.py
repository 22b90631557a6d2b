"""Not yet, and not any more: `python later.py` while a worker runs."""

from datetime import UTC, datetime, timedelta

from tasks import send_welcome_email

# --8<-- [start:later]
in_two_seconds = send_welcome_email.apply_async((42,), countdown=2)

at_a_time = send_welcome_email.apply_async(
    (43,),
    eta=datetime.now(UTC) + timedelta(seconds=2),
)

too_late = send_welcome_email.apply_async((44,), countdown=2, expires=1)
# --8<-- [end:later]

for handle in (in_two_seconds, at_a_time, too_late):
    outcome = handle.get(timeout=10, propagate=False)
    print(f"{handle.state}: {outcome}")
