"""The client's side: `python greet_user.py`, while a worker runs."""

from tasks import greet

print(greet.delay(7).get(timeout=10))
