"""What a state means, and what becomes of a result."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from celery.exceptions import TimeoutError

from handoff.samples.waiting import wait_until

A_DAY = 24 * 60 * 60


def state(project, task_id):
    """The state as a handle sees it that has seen nothing before."""
    return project.tasks.app.AsyncResult(task_id).state


def test_get_raises_the_exception_of_the_task(project):
    """`.get()` raises the task's exception, with its own type, where that can be imported."""
    project.write("tasks.py", UNKNOWN_DAY)
    project.worker()

    with pytest.raises(project.tasks.UnknownDay, match="30 February"):
        project.tasks.count.delay().get(timeout=10)


def test_get_raises_the_exception_of_the_task__control(project):
    """Where the exception's module is missing, `.get()` raises another class of that name."""
    project.write("tasks.py", UNKNOWN_DAY)
    project.write("elsewhere/ask.py", ASK)
    project.worker()

    assert project.run("python elsewhere/ask.py").split() == ["celery.exceptions", "UnknownDay"]


UNKNOWN_DAY = """
    from celery import Celery

    app = Celery("tasks")

    class UnknownDay(Exception): ...

    @app.task
    def count():
        raise UnknownDay("30 February")
"""
ASK = """
    from celery import Celery

    try:
        Celery().send_task("tasks.count").get(timeout=10)
    except Exception as error:
        print(type(error).__module__, type(error).__name__)
"""


def test_propagate_false_returns_the_exception(project):
    """`.get(propagate=False)` returns the exception; state and traceback are there either way.

    The control is the experiment before it: without propagate=False the exception is raised.
    """
    project.worker()
    handle = project.tasks.fail.delay()

    error = handle.get(timeout=10, propagate=False)

    assert (type(error), str(error)) == (ValueError, "nope")
    assert handle.state == "FAILURE"
    assert handle.traceback.splitlines()[-1] == "ValueError: nope"


def test_an_unknown_id_is_pending(project):
    """An id that was never sent is PENDING, and `.get()` waits for it."""
    handle = project.tasks.app.AsyncResult("made-up-id")

    assert (handle.state, handle.ready(), handle.result) == ("PENDING", False, None)
    with pytest.raises(TimeoutError):
        handle.get(timeout=1)


def test_a_waiting_task_is_pending(project):
    """A task whose message waits in the queue is PENDING."""
    handle = project.tasks.add.delay(1, 2)

    assert project.broker.waiting() == 1
    assert handle.state == "PENDING"


def test_a_running_task_is_pending(project):
    """By default a task that is being run is PENDING.

    The control is the next experiment: with `task_track_started` it is STARTED.
    """
    project.worker()
    handle = project.tasks.nap.delay(30, "report")

    wait_until(lambda: project.notes == ["started report"], "the task runs")

    assert project.broker.waiting() == 0
    assert state(project, handle.id) == "PENDING"


def test_started_is_opt_in(project):
    """With `task_track_started` a running task is STARTED, and says where it runs."""
    project.write(
        "tracked.py",
        """
        from tasks import app

        app.conf.task_track_started = True
        """,
    )
    worker = project.worker(app="tracked")
    handle = project.tasks.nap.delay(30, "report")

    wait_until(lambda: handle.state == "STARTED", lambda: f"STARTED, not {handle.state}")

    assert handle.info["pid"] in [child.pid for child in worker.children()]
    assert handle.info["hostname"].startswith("w1@")


def test_get_without_a_timeout_waits_until_a_worker_has_answered(project):
    """`.get()` without a timeout still waits when others have given up, until a worker answers."""
    project.write("ask.py", "from tasks import add\nprint(add.delay(1, 2).get())")
    asking = project.process("python ask.py")
    wait_until(lambda: project.broker.waiting() == 1, "the task is sent")
    with pytest.raises(TimeoutError):
        project.tasks.app.AsyncResult("another").get(timeout=2)
    assert asking.alive

    project.worker()

    assert asking.wait() == 0
    assert asking.log.splitlines() == ["3"]


def test_a_timeout_ends_the_waiting_and_not_the_task(project):
    """When `.get(timeout=…)` gives up, the task goes on, and its result can be had later."""
    project.worker()
    handle = project.tasks.nap.delay(2, "report")
    with pytest.raises(TimeoutError):
        handle.get(timeout=1)

    assert handle.get(timeout=10) == "report"
    assert project.notes == ["started report", "ended report"]


@pytest.fixture
def without_backend(project, monkeypatch) -> None:
    """Nobody says where results go, as when the line `backend=` is left out."""
    del project.env["CELERY_RESULT_BACKEND"]
    monkeypatch.delenv("CELERY_RESULT_BACKEND")


def test_without_a_backend_the_task_runs(project, without_backend):
    """With no result backend a task is sent and run."""
    worker = project.worker()
    assert "results:     disabled://" in worker.log

    project.tasks.say.delay("email sent")

    wait_until(lambda: project.notes == ["email sent"], "the task has run")


def test_without_a_backend_asking_fails_at_once(project, without_backend):
    """With no result backend `.get()` and `.state` raise, though nobody has run the task."""
    handle = project.tasks.nap.delay(30)

    with pytest.raises(NotImplementedError, match="No result backend is configured"):
        handle.get()
    with pytest.raises(AttributeError, match="DisabledBackend"):
        assert handle.state


def test_without_a_backend_asking_fails_at_once__control(project):
    """With a result backend and nobody to run the task, `.state` answers and `.get()` waits."""
    handle = project.tasks.nap.delay(30)

    assert handle.state == "PENDING"
    with pytest.raises(TimeoutError):
        handle.get(timeout=1)


def test_a_custom_state_carries_its_meta(project):
    """`update_state` stores a state of your own with its data, and `.state` and `.info` read it."""
    project.write("tasks.py", REPORT)
    project.worker()
    handle = project.tasks.report.delay()

    wait_until(lambda: handle.state == "PROGRESS", lambda: f"PROGRESS, not {handle.state}")

    assert handle.info == {"done": 1, "of": 2}
    assert not handle.ready()


def test_state_and_result_are_read_one_by_one(project):
    """`.state` and then `.result` are two reads: the second may be of a later moment."""
    project.write("tasks.py", REPORT)
    project.worker()
    handle = project.tasks.report.delay()
    wait_until(lambda: handle.state == "PROGRESS", lambda: f"PROGRESS, not {handle.state}")
    first = handle.state

    Path("go").touch()
    wait_until(lambda: state(project, handle.id) == "SUCCESS", "the task ends between the two")

    assert (first, handle.result) == ("PROGRESS", "102 sign-ups")


REPORT = """
    import time
    from pathlib import Path
    from celery import Celery

    app = Celery("tasks")

    @app.task(bind=True)
    def report(self):
        self.update_state(state="PROGRESS", meta={"done": 1, "of": 2})
        while not Path("go").exists():
            time.sleep(0.02)
        return "102 sign-ups"
"""


@pytest.mark.filterwarnings("ignore:Call to deprecated setex")  # what Celery calls
def test_a_state_can_be_stored_before_the_task_is_sent(project):
    """A state stored under the id before sending can be read, and the worker replaces it."""
    add = project.tasks.add
    add.update_state(task_id="report-7", state="QUEUED")
    handle = add.apply_async([1, 2], task_id="report-7")
    assert handle.state == "QUEUED"

    project.worker()

    assert handle.get(timeout=10) == 3
    assert handle.state == "SUCCESS"


@pytest.mark.filterwarnings("ignore:Call to deprecated setex")  # what Celery calls
def test_a_state_can_be_stored_before_the_task_is_sent__control(project):
    """Stored while the task is at work, the same state replaces the task's own."""
    project.write("tasks.py", REPORT)
    project.worker()
    report = project.tasks.report
    handle = report.apply_async(task_id="report-7")
    wait_until(lambda: handle.state == "PROGRESS", lambda: f"PROGRESS, not {handle.state}")

    report.update_state(task_id="report-7", state="QUEUED")

    assert handle.state == "QUEUED"


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

    The control is inside: a task beside it, without the option, leaves its result.
    """
    project.write("tasks.py", IGNORED)
    ignored = [project.tasks.send.delay("email sent"), project.tasks.fail.delay()]
    kept = project.tasks.count.delay()
    worker = project.worker()
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
    """A handle made from the id of an ignored task waits, though the task has long run."""
    project.write("tasks.py", IGNORED)
    sent = project.tasks.send.delay("email sent")
    project.worker()
    wait_until(lambda: project.notes == ["email sent"], "the task has run")

    with pytest.raises(TimeoutError):
        project.tasks.app.AsyncResult(sent.id).get(timeout=2)


def test_a_result_is_kept_for_a_day(project):
    """Redis is told to drop a result after one day."""
    project.worker()
    handle = project.tasks.add.delay(1, 2)
    handle.get(timeout=10)

    with project.broker.client(1) as backend:
        left = backend.ttl(f"celery-task-meta-{handle.id}")

    assert A_DAY - 60 < left <= A_DAY


def test_reading_a_result_does_not_delete_it(project):
    """On Redis `.get()` leaves the result where it is, for the next one who asks."""
    project.worker()
    handle = project.tasks.add.delay(1, 2)

    assert handle.get(timeout=10) == 3
    assert project.tasks.app.AsyncResult(handle.id).get(timeout=10) == 3


def test_an_expired_result_is_pending_again(project):
    """On Redis, after `result_expires` a new handle sees PENDING, an old one what it saw before.

    The control is the experiment before it: without the setting a result has a day.
    """
    project.write(
        "short.py",
        """
        from tasks import app

        app.conf.result_expires = 1
        """,
    )
    project.worker(app="short")
    old = project.tasks.add.delay(1, 2)
    assert old.get(timeout=10) == 3

    wait_until(lambda: state(project, old.id) == "PENDING", "the result expires")

    assert (old.state, old.result) == ("SUCCESS", 3)


def in_a_database(project):
    """A handle whose result, in SQLite, was to live for a second, and is past that."""
    project.set(CELERY_RESULT_BACKEND="db+sqlite:///results.sqlite")
    project.write("short.py", "from tasks import app\n\napp.conf.result_expires = 1\n")
    project.worker(app="short")
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
    """The task celery.backend_cleanup, which beat sends once a day, deletes it."""
    handle = in_a_database(project)

    project.tasks.app.send_task("celery.backend_cleanup")

    wait_until(lambda: state(project, handle.id) == "PENDING", "it is deleted")


def test_forget_deletes_the_result(project):
    """`.forget()` deletes the result from the backend."""
    project.worker()
    handle = project.tasks.add.delay(1, 2)
    handle.get(timeout=10)

    handle.forget()

    assert state(project, handle.id) == "PENDING"
    with project.broker.client(1) as backend:
        assert not backend.exists(f"celery-task-meta-{handle.id}")
