"""Asking for a result: what comes back, and when."""

import pytest
from celery.exceptions import TaskRevokedError, TimeoutError

from handoff.samples.waiting import wait_until

UNKNOWN_DAY = """
    from celery import Celery

    app = Celery("tasks")

    class UnknownDay(Exception): ...

    class TwoDays(Exception):
        def __init__(self, first, second):
            super().__init__(f"{first} and {second}")

    @app.task
    def count():
        raise UnknownDay("30 February")

    @app.task
    def count_two():
        raise TwoDays("30 February", "31 February")
"""


ASK = """
    from celery import Celery

    try:
        Celery().send_task("tasks.count").get(timeout=10)
    except Exception as error:
        print(type(error).__module__, type(error).__name__)
"""


def test_get_raises_the_exception_of_the_task(project):
    """`.get()` raises the exception with its type, if the class can be built from its args."""
    project.write("tasks.py", UNKNOWN_DAY)
    project.worker(mingle=False)

    with pytest.raises(project.tasks.UnknownDay, match="30 February"):
        project.tasks.count.delay().get(timeout=10)


def test_get_raises_the_exception_of_the_task__control(project):
    """A class that is missing, or wants other arguments than its args, is replaced by another."""
    project.write("tasks.py", UNKNOWN_DAY)
    project.write("elsewhere/ask.py", ASK)
    project.worker(mingle=False)

    assert project.run("python elsewhere/ask.py").split() == ["celery.exceptions", "UnknownDay"]
    error = project.tasks.count_two.delay().get(timeout=10, propagate=False)
    assert type(error).__name__ == "UnpickleableExceptionWrapper"


def test_propagate_false_returns_the_exception(project):
    """`.get(propagate=False)` returns the exception; state and traceback are there either way.

    Control: Without propagate=False it is raised: get_raises_the_exception_of_the_task.
    """
    project.worker(mingle=False)
    handle = project.tasks.fail.delay()

    error = handle.get(timeout=10, propagate=False)

    assert (type(error), str(error)) == (ValueError, "nope")
    assert handle.state == "FAILURE"
    assert handle.traceback.splitlines()[-1] == "ValueError: nope"


def test_get_without_a_timeout_waits_until_a_worker_has_answered(project):
    """`.get()` without a timeout still waits when others have given up, until a worker answers.

    Control: A `.get()` with a timeout gives up meanwhile.
    """
    project.write("ask.py", "from tasks import add\nprint(add.delay(1, 2).get())")
    asking = project.process("python ask.py")
    wait_until(lambda: project.broker.waiting() == 1, "the task is sent")
    with pytest.raises(TimeoutError):
        project.tasks.app.AsyncResult("another").get(timeout=2)
    assert asking.alive

    project.worker(mingle=False)

    assert asking.wait() == 0
    assert asking.log.splitlines() == ["3"]


def test_a_timeout_ends_the_waiting_and_not_the_task(project):
    """When `.get(timeout=…)` gives up, the task goes on, and its result can be had later."""
    project.worker(mingle=False)
    handle = project.tasks.nap.delay(2, "report")
    with pytest.raises(TimeoutError):
        handle.get(timeout=1)

    assert handle.get(timeout=10) == "report"
    assert project.notes == ["started report", "ended report"]


def test_a_timeout_ends_the_waiting_and_not_the_task__control(project):
    """A timeout longer than the task ends no waiting; `revoke(terminate=True)` ends the task."""
    project.worker(mingle=False)
    assert project.tasks.nap.delay(2, "report").get(timeout=30) == "report"

    handle = project.tasks.nap.delay(2, "other")
    with pytest.raises(TimeoutError):
        handle.get(timeout=1)
    handle.revoke(terminate=True)

    with pytest.raises(TaskRevokedError):
        handle.get(timeout=10)
    assert "ended other" not in project.notes


@pytest.fixture
def without_backend(project, monkeypatch) -> None:
    """Nobody says where results go, as when the line `backend=` is left out."""
    del project.env["CELERY_RESULT_BACKEND"]
    monkeypatch.delenv("CELERY_RESULT_BACKEND")


def test_without_a_backend_the_task_runs(project, without_backend):
    """With no result backend a task is sent and run.

    Control: To ask for the result does take one: without_a_backend_asking_fails_at_once.
    """
    worker = project.worker(mingle=False)
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
