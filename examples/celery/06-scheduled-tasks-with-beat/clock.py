"""Asks Celery when a crontab fires: `python fires.py`."""

from datetime import UTC, datetime

from celery import Celery
from celery.schedules import crontab

START = datetime(2026, 11, 20, 8, 58, tzinfo=UTC)  # a Friday


def next_fires(zone="UTC", count=3, **fields):
    app = Celery(set_as_current=False)
    app.conf.timezone = zone
    moment = START  # in UTC, where days have 24 hours
    for _ in range(count):
        entry = crontab(**fields, app=app, nowfun=lambda at=moment: at)
        moment += entry.remaining_estimate(moment)
        yield moment.astimezone(app.timezone)
