"""One sign-up inline, one in the background: `python both_ways.py`."""

import time

from sign_ups import send_welcome_email


def waited(start):
    mails = round((time.monotonic() - start) / 4)
    return f"{4 * mails} s"  # to the nearest 4: as many mails


print("User 1 signs up, mail inline ...")
start = time.monotonic()
send_welcome_email(1)
print("Welcome, user 1! You waited", waited(start))

print("User 2 signs up, mail in the background ...")
start = time.monotonic()
send_welcome_email.delay(2)
print("Welcome, user 2! You waited", waited(start))
