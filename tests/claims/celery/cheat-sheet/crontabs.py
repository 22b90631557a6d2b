"""How a crontab's two fields for days go together."""

from datetime import UTC, datetime

from celery import Celery
from celery.schedules import crontab

START = datetime(2026, 11, 1, tzinfo=UTC)  # a Sunday


def days(count: int, **fields) -> list[str]:
    """The days on which it fires next, at six in the morning."""
    app, moment, found = Celery(set_as_current=False), START, []
    for _ in range(count):
        entry = crontab(minute=0, hour=6, app=app, nowfun=lambda at=moment: at, **fields)
        moment += entry.remaining_estimate(moment)
        found.append(f"{moment:%a %-d}")
    return found


def test_a_crontab_wants_both_kinds_of_day():
    """With a day of the month and a day of the week, a crontab fires only where both match."""
    both = days(2, day_of_month="8-14", day_of_week="mon")

    assert both == ["Mon 9", "Mon 14"]  # the second Mondays of November and December


def test_a_crontab_wants_both_kinds_of_day__control():
    """With one of the two, it fires on each day that matches that one."""
    assert days(3, day_of_month="8-14") == ["Sun 8", "Mon 9", "Tue 10"]
    assert days(3, day_of_week="mon") == ["Mon 2", "Mon 9", "Mon 16"]
