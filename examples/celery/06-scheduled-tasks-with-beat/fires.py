"""When would this crontab fire? `python fires.py`."""

from datetime import datetime, timedelta, timezone

from celery import Celery
from celery.schedules import crontab

START = datetime(2026, 11, 20, 8, 58, tzinfo=timezone.utc)


def next_fires(zone, count=3, **fields):
    app = Celery(set_as_current=False)
    app.conf.timezone = zone
    moment = START.astimezone(app.timezone)
    for _ in range(count):
        clock = crontab(**fields, app=app, nowfun=lambda: moment)
        moment += clock.remaining_estimate(moment)
        yield moment


def show(zone, **fields):
    words = ", ".join(f"{name}={value!r}" for name, value in fields.items())
    print(f"crontab({words}), timezone {zone}")
    for local in next_fires(zone, **fields):
        utc = local.astimezone(timezone.utc)
        print(f"  {local:%a %H:%M} there = {utc:%a %H:%M} UTC")


show("UTC", hour=9)
show("UTC", hour=9, minute=0)
show("Asia/Dhaka", hour=9, minute=0)
show("America/New_York", hour=9, minute=0, day_of_week="mon-fri")
