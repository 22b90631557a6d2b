import shelve
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from celery import Celery
from celery.beat import PersistentScheduler
from celery.schedules import crontab

LONG_AGO = timedelta(days=400)
DAILY_AND_YEARLY = """
    from celery import Celery
    from celery.schedules import crontab

    app = Celery("tasks")
    app.conf.beat_schedule = {
        "daily": {"task": "tasks.report", "schedule": 24 * 60 * 60},
        "yearly": {
            "task": "tasks.report",
            "schedule": crontab(minute=59, hour=23, day_of_month=31, month_of_year=12),
        },
    }


    @app.task
    def report():
        pass
"""


def run_beat_once(project):
    """Beat starts, writes its schedule file and is stopped."""
    beat = project.beat("--schedule", "file")
    beat.wait_for("Waking up in")
    beat.stop()
    assert project.broker.waiting() == 0


def put_back(ago: timedelta) -> None:
    """The schedule file says that all was last sent long before: as if beat had been down."""
    with shelve.open("file", writeback=True) as stored:
        for entry in stored["entries"].values():
            entry.last_run_at -= ago


def test_a_new_beat_sends_nothing_until_an_entry_is_due(project):
    """The first run of an interval comes one interval after the first start, not at the start."""
    project.write("tasks.py", DAILY_AND_YEARLY)

    beat = project.beat()

    beat.wait_for("Waking up in")
    assert "Sending due task" not in beat.log
    assert project.broker.waiting() == 0


@pytest.mark.brokers("valkey", "rabbitmq")
def test_missed_runs_are_made_up_for_once(project):
    """However many runs were missed, beat sends one message an entry when it is back."""
    project.write("tasks.py", DAILY_AND_YEARLY)
    run_beat_once(project)
    put_back(LONG_AGO)

    beat = project.beat("--schedule", "file")

    beat.wait_for("Waking up in")
    assert beat.log.count("Sending due task daily") == 1  # 400 were missed
    assert beat.log.count("Sending due task yearly") == 1
    assert project.broker.waiting() == 2


def test_without_its_schedule_file_beat_makes_up_for_nothing(project):
    """A beat whose schedule file is gone does not know what it missed, and starts counting anew."""
    project.write("tasks.py", DAILY_AND_YEARLY)
    run_beat_once(project)
    put_back(LONG_AGO)
    for file in Path().glob("file*"):
        file.unlink()

    beat = project.beat("--schedule", "file")

    beat.wait_for("Waking up in")
    assert project.broker.waiting() == 0


def test_a_starting_deadline_drops_late_crontab_runs(project):
    """beat_cron_starting_deadline skips a crontab run that is too late; intervals ignore it."""
    deadline = "app.conf.beat_cron_starting_deadline = 60\n    app.conf.beat_schedule"
    project.write("tasks.py", DAILY_AND_YEARLY.replace("app.conf.beat_schedule", deadline))
    run_beat_once(project)
    put_back(LONG_AGO)

    beat = project.beat("--schedule", "file")

    beat.wait_for("Waking up in")
    assert "Sending due task daily" in beat.log
    assert "Sending due task yearly" not in beat.log


def test_a_killed_beat_may_send_its_last_runs_again(project):
    """What beat sent after it last saved its file is sent once more after kill -9."""
    project.write("tasks.py", DAILY_AND_YEARLY)
    run_beat_once(project)
    put_back(LONG_AGO)
    beat = project.beat("--schedule", "file")
    beat.wait_for("Waking up in")
    assert project.broker.waiting() == 2

    beat.kill()
    again = project.beat("--schedule", "file")

    again.wait_for("Waking up in")
    assert project.broker.waiting() == 3  # the second of the two was not saved yet
    assert PersistentScheduler.sync_every == 3 * 60  # seconds between two saves


def test_a_new_timezone_clears_the_schedule_file(project):
    """Beat forgets when it last sent anything once `timezone` has been changed."""
    in_zone = DAILY_AND_YEARLY + '    app.conf.timezone = "Europe/Berlin"\n'
    project.write("tasks.py", in_zone)
    run_beat_once(project)
    put_back(LONG_AGO)
    project.write("tasks.py", in_zone.replace("Europe/Berlin", "Asia/Dhaka"))

    beat = project.beat("--schedule", "file")

    beat.wait_for("Waking up in")
    assert "Reset: Timezone changed from 'Europe/Berlin' to 'Asia/Dhaka'" in beat.log
    assert project.broker.waiting() == 0


def test_hour_nine_alone_is_every_minute_of_that_hour():
    """crontab(hour=9) fires at 09:00, 09:01, … 09:59; minute stays `*` unless it is given."""
    moment = datetime(2026, 11, 22, 8, 59, tzinfo=UTC)
    fires = []
    for _ in range(61):
        app = Celery(set_as_current=False)
        clock = crontab(hour=9, app=app, nowfun=lambda now=moment: now)
        moment += clock.remaining_estimate(moment)
        fires.append(f"{moment:%d %H:%M}")

    assert fires == [*(f"22 09:{minute:02}" for minute in range(60)), "23 09:00"]


def test_crontab_means_utc_until_a_timezone_is_set(project):
    """Without `timezone` a crontab is read in UTC, whatever the machine's own time zone is."""
    project.write(
        "next.py",
        """
        import sys
        from datetime import datetime, timezone

        from celery import Celery
        from celery.schedules import crontab

        app = Celery()
        app.conf.timezone = sys.argv[1] if sys.argv[1:] else None
        start = datetime(2026, 11, 22, 0, 30, tzinfo=timezone.utc).astimezone(app.timezone)
        nine = crontab(hour=9, minute=0, app=app, nowfun=lambda: start)
        fires = start + nine.remaining_estimate(start)
        print(fires.astimezone(timezone.utc).hour, datetime.now().astimezone().tzname())
    """,
    )

    assert project.run("python next.py", TZ="Asia/Dhaka") == "9 +06\n"
    assert project.run("python next.py Asia/Dhaka", TZ="UTC") == "3 UTC\n"
    assert project.run("python next.py America/New_York", TZ="UTC") == "14 UTC\n"


def test_an_impossible_crontab_is_refused():
    """A date that never comes, such as 31 February, raises ValueError where it is written."""
    with pytest.raises(ValueError, match="never occurs"):
        crontab(day_of_month=31, month_of_year=2)
