"""One sign-up, while a worker runs: `python one_user.py`."""

from tasks import send_welcome_email

send_welcome_email.delay(42)
