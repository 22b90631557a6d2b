"""Count each day, then add up: `python week_chord.py`."""

from celery import chord
from tasks import add_up, count_signups

# --8<-- [start:chord]
days = ("mon", "tue", "wed")
total = chord(count_signups.s(day) for day in days)(add_up.s())
print("total:", total.get(timeout=10))
# --8<-- [end:chord]

# --8<-- [start:failing]
days = ("mon", "sun", "wed")
total = chord(count_signups.s(day) for day in days)(add_up.s())
failure = total.get(timeout=10, propagate=False)
print("total:", type(failure).__name__)
for count in total.parent:
    print("day:", repr(count.get(timeout=10, propagate=False)))
# --8<-- [end:failing]
