"""When a crontab fires, and in which time zone: asked of Celery's own schedules."""

from datetime import UTC, datetime

import pytest
from celery import Celery
from celery.schedules import crontab

START = datetime(2026, 11, 22, 8, 59, tzinfo=UTC)


def fires(count, **fields):
    """Month, day and time of the next fires after 08:59 on 22 November."""
    moment = START
    for _ in range(count):
        app = Celery(set_as_current=False)
        clock = crontab(**fields, app=app, nowfun=lambda now=moment: now)
        moment += clock.remaining_estimate(moment)
        yield f"{moment:%m-%d %H:%M}"


def test_hour_nine_alone_is_every_minute_of_that_hour():
    """crontab(hour=9) fires at 09:00, 09:01, … 09:59; minute stays `*` unless it is given."""
    expected = [*(f"11-22 09:{minute:02}" for minute in range(60)), "11-23 09:00"]

    assert list(fires(61, hour=9)) == expected


def test_hour_nine_alone_is_every_minute_of_that_hour__control():
    """With `minute=0` it fires once a day."""
    assert list(fires(2, hour=9, minute=0)) == ["11-22 09:00", "11-23 09:00"]


NEXT = """
    import sys
    from datetime import datetime, timezone

    from celery import Celery
    from celery.schedules import crontab

    app = Celery()
    for setting in sys.argv[1:]:
        name, value = setting.split("=")
        app.conf[name] = value if name == "timezone" else value == "True"
    start = datetime(2026, 11, 22, 0, 30, tzinfo=timezone.utc).astimezone(app.timezone)
    nine = crontab(hour=9, minute=0, app=app, nowfun=lambda: start)
    fires = start + nine.remaining_estimate(start)
    print(fires.astimezone(timezone.utc).hour, datetime.now().astimezone().tzname())
"""


def test_crontab_means_utc_until_a_timezone_is_set(project):
    """With Celery's defaults a crontab is read in UTC, whatever the machine's time zone is."""
    project.write("next.py", NEXT)

    assert project.run("python next.py", TZ="Asia/Dhaka") == "9 +06\n"
    assert project.run("python next.py", TZ="America/New_York") == "9 EST\n"


def test_crontab_means_utc_until_a_timezone_is_set__control(project):
    """With `timezone` set it is read there, whatever the machine's time zone is."""
    project.write("next.py", NEXT)

    dhaka, new_york = "timezone=Asia/Dhaka", "timezone=America/New_York"
    assert project.run(f"python next.py {dhaka}", TZ="UTC") == "3 UTC\n"
    assert project.run(f"python next.py {new_york}", TZ="UTC") == "14 UTC\n"
    assert project.run(f"python next.py {new_york}", TZ="Asia/Dhaka") == "14 +06\n"


def test_without_enable_utc_a_crontab_follows_the_machine(project):
    """With `enable_utc=False` and no `timezone` a crontab is read in the machine's time zone."""
    project.write("next.py", NEXT)

    assert project.run("python next.py enable_utc=False", TZ="Asia/Dhaka") == "3 +06\n"
    assert project.run("python next.py enable_utc=False", TZ="America/New_York") == "14 EST\n"


def test_without_enable_utc_a_crontab_follows_the_machine__control(project):
    """With `timezone` set as well, the machine's time zone does not matter."""
    project.write("next.py", NEXT)
    both = "enable_utc=False timezone=Asia/Dhaka"

    assert project.run(f"python next.py {both}", TZ="America/New_York") == "3 EST\n"


def test_an_impossible_crontab_is_refused():
    """A date that never comes, such as 31 February, raises ValueError where it is written."""
    with pytest.raises(ValueError, match="never occurs"):
        crontab(day_of_month=31, month_of_year=2)


def test_an_impossible_crontab_is_refused__control():
    """A rare date is accepted: 29 February, or the 31st, which skips February without a word."""
    crontab(day_of_month=29, month_of_year=2)

    days = list(fires(3, minute=0, hour=0, day_of_month=31))
    assert days == ["12-31 00:00", "01-31 00:00", "03-31 00:00"]
