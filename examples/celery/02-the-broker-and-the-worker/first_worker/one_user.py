"""The client's side: `python one_user.py`."""

from tasks import send_welcome_email

result = send_welcome_email.delay(42)
print("sent, as task", result.id)
