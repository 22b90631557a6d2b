"""One email inline, one in the background: `python both_ways.py`."""

from sign_ups import send_welcome_email

print("User 1 signs up, email inline ...")
print("    got back:", repr(send_welcome_email(1)))

print("User 2 signs up, email in the background ...")
print("    got back:", repr(send_welcome_email.delay(2)))
