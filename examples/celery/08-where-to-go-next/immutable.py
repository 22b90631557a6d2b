"""A step that wants no result: `python immutable.py`."""

from tasks import close_day, count_signups

for closing in (close_day.s(), close_day.si()):
    result = (count_signups.s("mon") | closing).delay()
    print(result.get(timeout=10, propagate=False))
