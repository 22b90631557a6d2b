"""What happens when a run takes longer than its interval, and what a lock does about it."""

import psutil
import pytest

from handoff.samples.waiting import wait_until

SLOW = """
    import time

    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.beat_schedule = {"tick": {"task": "tasks.report", "schedule": 1.0}}


    @app.task
    def report():
        note("started")
        time.sleep(3.5)
        note("ended")
"""


def test_overlapping_runs_go_side_by_side(project):
    """A task that takes three intervals runs in three copies at once, if the pool has room."""
    project.write("tasks.py", SLOW)
    project.worker("--concurrency", "3")
    project.beat()

    wait_until(lambda: len(project.notes) >= 4, lambda: f"three copies: {project.notes}")

    assert project.notes[:4] == ["started", "started", "started", "ended"]


def test_overlapping_runs_go_side_by_side__control(project):
    """With one worker of concurrency 1 the copies wait, and run one after another."""
    project.write("tasks.py", SLOW)
    project.worker("--concurrency", "1")
    project.beat()

    wait_until(lambda: len(project.notes) >= 4, lambda: f"two copies: {project.notes}")

    assert project.notes[:4] == ["started", "ended", "started", "ended"]


@pytest.mark.brokers("valkey", "redis")
def test_a_lock_lets_one_copy_run_and_the_others_skip(project):
    """Of three copies sent at once, the one that gets the lock runs; the others end at once."""
    answers = three_copies(project, "once", "build_report_once")

    assert answers == ["built", "skipped", "skipped"]
    again = project.load("once").build_report_once.delay("2026-10")
    assert "skipped" not in str(again.get(timeout=30))  # the lock was given back


def test_a_lock_lets_one_copy_run_and_the_others_skip__control(project):
    """Without the lock all three copies build the report."""
    assert three_copies(project, "tasks", "build_report") == ["built"] * 3


def three_copies(project, module, task):
    """How three copies of a task of the chapter ended, all sent at the same moment."""
    project.copy("celery/06-scheduled-tasks-with-beat")
    project.start("worker", "reports")
    report = getattr(project.load(module), task)
    sent = [report.delay("2026-10") for _ in range(3)]
    answers = [str(result.get(timeout=30)) for result in sent]
    return sorted("skipped" if "skipped" in answer else "built" for answer in answers)


LOCKED = """
    import time

    from celery import Celery
    from notes import note
    from redis import Redis

    app = Celery("tasks")
    store = Redis.from_url(app.conf.result_backend)


    @app.task({limit})
    def report(seconds):
        lock = store.lock("report", timeout={timeout})
        if not lock.acquire(blocking=False):
            return "skipped"
        try:
            note("started")
            time.sleep(seconds)
            note("ended")
            return "built"
        finally:
            lock.release()
"""


def write_locked(project, timeout, limit=""):
    project.write("tasks.py", LOCKED.format(timeout=timeout, limit=limit))
    return project.worker()


def test_the_lock_of_a_killed_worker_ends_by_itself(project):
    """The lock of a killed worker keeps others out until its timeout, and no longer.

    Its timeout is 8 seconds here.
    """
    worker = write_locked(project, timeout=8)
    project.tasks.report.delay(60)
    wait_until(lambda: project.notes == ["started"], "the task runs")

    worker.kill()
    assert project.tasks.store.exists("report")
    project.worker()

    wait_until(lambda: not project.tasks.store.exists("report"), "the end of the lock")
    assert project.tasks.report.delay(0).get(timeout=30) == "built"


def test_the_lock_of_a_killed_worker_ends_by_itself__control(project):
    """A lock without a timeout outlives its worker: the next copy skips."""
    worker = write_locked(project, timeout=None)
    project.tasks.report.delay(60)
    wait_until(lambda: project.notes == ["started"], "the task runs")

    worker.kill()
    project.worker()

    assert project.tasks.store.ttl("report") == -1  # no end is set
    assert project.tasks.report.delay(0).get(timeout=30) == "skipped"


def test_a_run_that_outlives_its_lock_fails_after_its_work(project):
    """A run longer than its lock ends in LockNotOwnedError and FAILURE, with its work done."""
    write_locked(project, timeout=1)

    handle = project.tasks.report.delay(2)

    error = handle.get(timeout=30, propagate=False)
    assert (handle.state, type(error).__name__) == ("FAILURE", "LockNotOwnedError")
    assert project.notes == ["started", "ended"]


def test_a_run_that_outlives_its_lock_fails_after_its_work__control(project):
    """With a lock that is longer than the run it ends in SUCCESS."""
    write_locked(project, timeout=60)

    assert project.tasks.report.delay(2).get(timeout=30) == "built"


def test_a_time_limit_ends_a_run_before_its_lock(project):
    """With `time_limit` below the lock's timeout a run never outlives its lock (prefork).

    Control: Without the limit it does: a_run_that_outlives_its_lock_fails_after_its_work.
    """
    write_locked(project, timeout=60, limit="time_limit=1")

    error = project.tasks.report.delay(30).get(timeout=30, propagate=False)

    assert type(error).__name__ == "TimeLimitExceeded"  # after 30 s at most: the lock has 60
    [started] = project.notes
    wait_until(lambda: not psutil.pid_exists(started.pid), "the run's process has ended")
    assert project.notes == ["started"]
