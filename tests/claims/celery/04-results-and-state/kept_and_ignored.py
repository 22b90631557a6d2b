"""How long a result is kept, and what is left of one that is ignored."""

from datetime import UTC, datetime, timedelta

import pytest
from celery.exceptions import TimeoutError

from handoff.samples.waiting import wait_until

A_DAY = 24 * 60 * 60


def state(project, task_id):
    """The state as a handle sees it that has seen nothing before."""
    return project.tasks.app.AsyncResult(task_id).state


IGNORED = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task(ignore_result=True)
    def send(*words):
        note(*words)
        return "sent"

    @app.task(ignore_result=True)
    def fail():
        raise ValueError("no such user")

    @app.task
    def count():
        return 31
"""


def test_an_ignored_result_is_not_stored(project):
    """A task with `ignore_result=True` leaves nothing in the backend, not even a failure.

    Control: A task beside it, without the option, leaves its result.
    """
    project.write("tasks.py", IGNORED)
    ignored = [project.tasks.send.delay("email sent"), project.tasks.fail.delay()]
    kept = project.tasks.count.delay()
    worker = project.worker(mingle=False)
    assert kept.get(timeout=10) == 31
    assert project.notes == ["email sent"]
    worker.wait_for("raised unexpected: ValueError")

    with project.broker.client(1) as backend:
        keys = backend.keys("celery-task-meta-*")

    assert keys == [f"celery-task-meta-{kept.id}"]
    assert [state(project, handle.id) for handle in ignored] == ["PENDING", "PENDING"]


def test_the_handle_of_an_ignored_task_gets_none_at_once(project):
    """The handle that sent a task with `ignore_result=True` gets None, though nobody ran it."""
    project.write("tasks.py", IGNORED)
    handle = project.tasks.send.delay("email sent")

    assert handle.get() is None
    assert project.broker.waiting() == 1


def test_the_handle_of_an_ignored_task_gets_none_at_once__control(project):
    """Without the option, the handle waits for a worker."""
    project.write("tasks.py", IGNORED)

    with pytest.raises(TimeoutError):
        project.tasks.count.delay().get(timeout=1)


def test_another_handle_of_an_ignored_task_waits_in_vain(project):
    """A handle made from the id of an ignored task waits, though the task has long run.

    Control: The handle that sent it gets None: the_handle_of_an_ignored_task_gets_none_at_once.
    """
    project.write("tasks.py", IGNORED)
    sent = project.tasks.send.delay("email sent")
    project.worker(mingle=False)
    wait_until(lambda: project.notes == ["email sent"], "the task has run")

    with pytest.raises(TimeoutError):
        project.tasks.app.AsyncResult(sent.id).get(timeout=2)


def test_a_result_is_kept_for_a_day(project):
    """Redis is told to drop a result after one day.

    Control: With `result_expires` set, it is kept for that long:
    an_expired_result_is_pending_again.
    """
    project.worker(mingle=False)
    handle = project.tasks.add.delay(1, 2)
    handle.get(timeout=10)

    with project.broker.client(1) as backend:
        left = backend.ttl(f"celery-task-meta-{handle.id}")

    assert A_DAY - 60 < left <= A_DAY


def test_reading_a_result_does_not_delete_it(project):
    """On Redis `.get()` leaves the result where it is, for the next one who asks.

    Control: `.forget()` does: forget_deletes_the_result.
    """
    project.worker(mingle=False)
    handle = project.tasks.add.delay(1, 2)

    assert handle.get(timeout=10) == 3
    assert project.tasks.app.AsyncResult(handle.id).get(timeout=10) == 3


def test_an_expired_result_is_pending_again(project):
    """On Redis, after `result_expires` a new handle sees PENDING, an old one what it saw before.

    Control: Without the setting a result has a day: a_result_is_kept_for_a_day.
    """
    project.write(
        "short.py",
        """
        from tasks import app

        app.conf.result_expires = 1
        """,
    )
    project.worker(app="short", mingle=False)
    old = project.tasks.add.delay(1, 2)
    assert old.get(timeout=10) == 3

    wait_until(lambda: state(project, old.id) == "PENDING", "the result expires")

    assert (old.state, old.result) == ("SUCCESS", 3)


def in_a_database(project):
    """A handle whose result, in SQLite, was to live for a second, and is past that."""
    project.set(CELERY_RESULT_BACKEND="db+sqlite:///results.sqlite")
    project.write("short.py", "from tasks import app\n\napp.conf.result_expires = 1\n")
    project.worker(app="short", mingle=False)
    handle = project.tasks.add.delay(1, 2)
    assert handle.get(timeout=10) == 3
    end = handle.date_done.replace(tzinfo=UTC) + timedelta(seconds=1)
    wait_until(lambda: datetime.now(UTC) > end, "its second is over")
    return handle


def test_a_database_keeps_expired_results_until_they_are_cleaned_up(project):
    """A database as result backend still has an expired result."""
    handle = in_a_database(project)

    assert state(project, handle.id) == "SUCCESS"


def test_a_database_keeps_expired_results_until_they_are_cleaned_up__control(project):
    """The task celery.backend_cleanup, which beat has in its schedule by itself, deletes it."""
    handle = in_a_database(project)
    project.beat().wait_for("celery.backend_cleanup() <crontab: 0 4 * * *")

    project.tasks.app.send_task("celery.backend_cleanup")

    wait_until(lambda: state(project, handle.id) == "PENDING", "it is deleted")


def test_forget_deletes_the_result(project):
    """`.forget()` deletes the result from the backend.

    Control: `.get()` alone doesn't: reading_a_result_does_not_delete_it.
    """
    project.worker(mingle=False)
    handle = project.tasks.add.delay(1, 2)
    handle.get(timeout=10)

    handle.forget()

    assert state(project, handle.id) == "PENDING"
    with project.broker.client(1) as backend:
        assert not backend.exists(f"celery-task-meta-{handle.id}")
