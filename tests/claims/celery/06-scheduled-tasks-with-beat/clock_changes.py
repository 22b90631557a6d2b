"""What beat sends on the nights when the clocks change.

A real `celery beat` with a clock of its own: `app.now`, where Celery asks for the time, and the
sleep between two turns of beat's loop are replaced, so that the night passes in no time.
"""

NIGHT = """
    import time
    from datetime import datetime, timedelta
    from types import SimpleNamespace
    from zoneinfo import ZoneInfo

    import celery.beat
    from celery import Celery
    from celery.schedules import crontab
    from celery.signals import before_task_publish

    begun = datetime.fromisoformat("{start}").replace(tzinfo=ZoneInfo("UTC"))
    started, slept = time.monotonic(), 0


    class Moved(Celery):
        def now(self):
            passed = time.monotonic() - started + slept
            return (begun + timedelta(seconds=passed)).astimezone(self.timezone)


    def sleep(seconds):
        global slept
        slept += seconds
        if slept >= {hours} * 60 * 60:
            raise SystemExit


    celery.beat.time = SimpleNamespace(sleep=sleep, time=time.time, monotonic=time.monotonic)
    app = Moved("tasks")
    app.conf.timezone = "{zone}"
    app.conf.beat_schedule = {{"entry": {{"task": "tasks.report", "schedule": {schedule}}}}}


    @before_task_publish.connect(sender="tasks.report")
    def tell(**_):
        print(f"FIRES {{app.now():%d %H:%M}}")
"""
SPRING, AUTUMN = "2027-03-27T22:00", "2026-10-24T22:00"  # Berlin's change comes 3 hours later
HALF_PAST_TWO = "crontab(hour=2, minute=30)"
EACH_HOUR = "crontab(minute=15)"
DAILY = "timedelta(hours=24)"


def fires(project, start, schedule, zone="Europe/Berlin", hours=30):
    """Day and local time of what beat sends from 22:00 UTC on, on the night of a change."""
    source = NIGHT.format(start=start, schedule=schedule, zone=zone, hours=hours)
    project.write("tasks.py", source)
    beat = project.beat("--schedule", f"file-{len(project.processes)}")
    beat.wait()
    return [line.partition("FIRES ")[2] for line in beat.log.splitlines() if "FIRES" in line]


def test_a_crontab_fires_once_on_the_nights_of_a_change(project):
    """In Berlin, 02:30 doesn't exist in spring and comes twice in autumn: beat sends once, in
    spring at 03:30."""
    assert fires(project, SPRING, HALF_PAST_TWO) == ["28 03:30", "29 02:30"]
    assert fires(project, AUTUMN, HALF_PAST_TWO) == ["25 02:30", "26 02:30"]


def test_a_crontab_fires_once_on_the_nights_of_a_change__control(project):
    """In a zone whose clocks never change, 02:30 is 02:30 on the same nights."""
    assert fires(project, SPRING, HALF_PAST_TWO, "UTC") == ["28 02:30", "29 02:30"]
    assert fires(project, AUTUMN, HALF_PAST_TWO, "UTC") == ["25 02:30", "26 02:30"]


def test_an_hourly_crontab_misses_the_hour_that_comes_twice(project):
    """In autumn an hourly crontab fires in the first of the two equal hours only, and nothing is
    sent in the second."""
    night = fires(project, AUTUMN, EACH_HOUR, hours=5)

    assert night == ["25 00:15", "25 01:15", "25 02:15", "25 03:15"]  # and five hours have passed


def test_an_hourly_crontab_misses_the_hour_that_comes_twice__control(project):
    """With UTC as its zone it fires in each of the five hours."""
    assert len(fires(project, AUTUMN, EACH_HOUR, "UTC", hours=5)) == 5


def test_an_interval_of_a_day_is_24_hours_when_the_clocks_change(project):
    """An interval counts real hours: after a change it fires an hour later or earlier by the wall
    clock."""
    assert fires(project, SPRING, DAILY) == ["29 00:00"]  # the clock said 23:00 when beat began
    assert fires(project, AUTUMN, DAILY) == ["25 23:00"]  # and here 00:00


def test_an_interval_of_a_day_is_24_hours_when_the_clocks_change__control(project):
    """In a zone whose clocks never change it fires at the same time."""
    assert fires(project, SPRING, DAILY, "UTC") == ["28 22:00"]
    assert fires(project, AUTUMN, DAILY, "UTC") == ["25 22:00"]
