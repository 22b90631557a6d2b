"""What beat makes up for when it was away: its schedule file says when it last sent."""

import shelve
from datetime import timedelta
from pathlib import Path

import pytest
from celery.beat import PersistentScheduler

LONG_AGO = timedelta(days=400)
DAILY_AND_RARE = """
    from celery import Celery
    from celery.schedules import crontab

    app = Celery("tasks")
    app.conf.beat_schedule = {
        "daily": {"task": "tasks.report", "schedule": 24 * 60 * 60},
        "rare": {
            "task": "tasks.report",
            "schedule": crontab(minute=59, hour=23, day_of_month=31, month_of_year="5,8,12"),
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
    project.write("tasks.py", DAILY_AND_RARE)

    beat = project.beat()

    beat.wait_for("Waking up in")
    assert "Sending due task" not in beat.log
    assert project.broker.waiting() == 0


def test_a_new_beat_sends_nothing_until_an_entry_is_due__control(project):
    """Once the interval has passed it sends: here the interval is a second."""
    project.write("tasks.py", DAILY_AND_RARE.replace("24 * 60 * 60", "1"))

    beat = project.beat()

    beat.wait_for("Sending due task daily")
    first_lines = beat.log[: beat.log.index("Sending due task daily")]
    assert "Waking up" in first_lines  # it slept before it sent


@pytest.mark.brokers("valkey", "rabbitmq")
def test_missed_runs_are_made_up_for_once(project):
    """However many runs were missed, beat sends one message an entry when it is back.

    The file says 400 days ago: 400 runs of the interval were missed, and three of the crontab.
    """
    project.write("tasks.py", DAILY_AND_RARE)
    run_beat_once(project)
    put_back(LONG_AGO)

    beat = project.beat("--schedule", "file")

    beat.wait_for("Waking up in")
    assert beat.log.count("Sending due task daily") == 1
    assert beat.log.count("Sending due task rare") == 1
    assert project.broker.waiting() == 2


def test_missed_runs_are_made_up_for_once__control(project):
    """With nothing missed, a beat that comes back sends nothing."""
    project.write("tasks.py", DAILY_AND_RARE)
    run_beat_once(project)

    beat = project.beat("--schedule", "file")

    beat.wait_for("Waking up in")
    assert project.broker.waiting() == 0


def test_without_its_schedule_file_beat_makes_up_for_nothing(project):
    """A beat whose schedule file is gone does not know what it missed, and starts counting anew.

    Control: With the file it sends both entries: missed_runs_are_made_up_for_once.
    """
    project.write("tasks.py", DAILY_AND_RARE)
    run_beat_once(project)
    put_back(LONG_AGO)
    for file in Path().glob("file*"):
        file.unlink()

    beat = project.beat("--schedule", "file")

    beat.wait_for("Waking up in")
    assert project.broker.waiting() == 0


AT_TWENTY_TO_ELEVEN = """
    import time
    from datetime import datetime, timedelta, timezone

    from celery import Celery
    from celery.schedules import crontab

    started = time.monotonic()


    class Moved(Celery):
        def now(self):
            begun = datetime(2026, 11, 28, 10, 40, tzinfo=timezone.utc)
            return begun + timedelta(seconds=time.monotonic() - started)


    app = Moved("tasks")
    app.conf.beat_cron_starting_deadline = {deadline}
    app.conf.beat_schedule = {{
        "hourly": {{"task": "tasks.report", "schedule": crontab(minute=10)}},
        "half-hourly": {{"task": "tasks.report", "schedule": 30 * 60}},
    }}
"""


ONE_RUN = timedelta(minutes=50)  # since 9:50: the run of 10:10 is the only one that is missing
MANY_RUNS = timedelta(hours=47, minutes=50)


def back_after_half_an_hour(project, deadline, away):
    """Beat comes back at 10:40, and the last run was due at 10:10."""
    project.write("tasks.py", AT_TWENTY_TO_ELEVEN.format(deadline=deadline))
    run_beat_once(project)
    put_back(away)
    beat = project.beat("--schedule", "file")
    beat.wait_for("Waking up in")
    return beat


def test_a_starting_deadline_drops_late_crontab_runs(project):
    """A crontab run later than `beat_cron_starting_deadline` is dropped; intervals ignore it.

    Beat's clock says 10:40 when it comes back, and the run was due at 10:10.
    """
    beat = back_after_half_an_hour(project, deadline=600, away=ONE_RUN)

    assert "Sending due task half-hourly" in beat.log
    assert "Sending due task hourly" not in beat.log


def test_a_starting_deadline_drops_late_crontab_runs__control(project):
    """Within the deadline it is sent."""
    beat = back_after_half_an_hour(project, deadline=3000, away=ONE_RUN)

    assert "Sending due task hourly" in beat.log


def test_the_last_of_many_missed_runs_is_sent_within_the_deadline(project):
    """Of many missed runs of a crontab the last is sent, if that one is within the deadline.

    Celery before 5.7 looks for it in steps as long as all the time that has passed since the first
    one, and here steps over it.
    """
    beat = back_after_half_an_hour(project, deadline=3000, away=MANY_RUNS)

    assert "Sending due task hourly" in beat.log


def test_the_last_of_many_missed_runs_is_sent_within_the_deadline__control(project):
    """If it's later than the deadline, it isn't."""
    beat = back_after_half_an_hour(project, deadline=600, away=MANY_RUNS)

    assert "Sending due task half-hourly" in beat.log
    assert "Sending due task hourly" not in beat.log


def test_a_killed_beat_may_send_its_last_runs_again(project):
    """What beat sent after it last saved its file is sent once more after kill -9."""
    project.write("tasks.py", DAILY_AND_RARE)
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


def test_a_killed_beat_may_send_its_last_runs_again__control(project):
    """A beat that is stopped saves its file first, and nothing is sent again."""
    project.write("tasks.py", DAILY_AND_RARE)
    run_beat_once(project)
    put_back(LONG_AGO)
    beat = project.beat("--schedule", "file")
    beat.wait_for("Waking up in")

    beat.stop()
    again = project.beat("--schedule", "file")

    again.wait_for("Waking up in")
    assert project.broker.waiting() == 2


IN_ZONE = DAILY_AND_RARE + '    app.conf.timezone = "Europe/Berlin"\n'


def back_with(project, source):
    """Beat comes back after 400 days with another tasks.py."""
    project.write("tasks.py", IN_ZONE)
    run_beat_once(project)
    put_back(LONG_AGO)
    project.write("tasks.py", source)
    beat = project.beat("--schedule", "file")
    beat.wait_for("Waking up in")
    return beat


def test_a_new_timezone_clears_the_schedule_file(project):
    """Beat forgets when it last sent anything once `timezone` has been changed."""
    beat = back_with(project, IN_ZONE.replace("Europe/Berlin", "Asia/Dhaka"))

    assert "Reset: Timezone changed from 'Europe/Berlin' to 'Asia/Dhaka'" in beat.log
    assert project.broker.waiting() == 0


def test_a_new_timezone_clears_the_schedule_file__control(project):
    """With the same time zone it remembers, and makes up for both entries."""
    beat = back_with(project, IN_ZONE)

    assert "Reset" not in beat.log
    assert project.broker.waiting() == 2
