"""When a task is tried again, how long it waits, and how it ends."""

import re
from itertools import pairwise

import pytest
from celery.exceptions import MaxRetriesExceededError

from handoff.samples.waiting import wait_until

HEAD = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
"""


def write(project, *tasks):
    """tasks.py with these tasks in it."""
    project.write("tasks.py", HEAD + "".join(tasks))


def waits(worker):
    """The seconds that the worker's log announces before each retry."""
    return [int(seconds) for seconds in re.findall(r"Retry in (\d+)s", worker.log)]


def outcome(handle):
    return handle.get(timeout=30, propagate=False)


def test_retry_raises_so_that_nothing_after_it_runs(project):
    """`self.retry()` raises: the line after it is not reached, with or without `raise`."""
    write(
        project,
        """
    @app.task(bind=True, max_retries=1)
    def post(self):
        note("run", self.request.retries + 1)
        self.retry(countdown=0)
        note("after")
    """,
    )
    project.worker()

    outcome(project.tasks.post.delay())

    assert project.notes == ["run 1", "run 2"]


def test_a_task_is_run_four_times_by_default(project):
    """With `max_retries` left alone a task that keeps failing is run four times, under one id."""
    write(
        project,
        """
    @app.task(bind=True)
    def post(self):
        note(self.request.id)
        raise self.retry(countdown=0)
    """,
    )
    project.worker()
    handle = project.tasks.post.delay()

    outcome(handle)

    assert project.notes == [handle.id] * 4


def test_without_backoff_a_retry_waits_for_three_minutes(project):
    """`autoretry_for` without `retry_backoff` waits for the default of 180 seconds."""
    write(
        project,
        """
    @app.task(autoretry_for=(ConnectionError,))
    def post():
        raise ConnectionError("down")
    """,
    )
    worker = project.worker()

    project.tasks.post.delay()

    worker.wait_for("Retry in")
    assert waits(worker) == [180]


def test_backoff_doubles_the_wait(project):
    """`retry_backoff=True` without jitter waits 1, 2 and 4 seconds: four runs for three retries."""
    write(
        project,
        """
    @app.task(autoretry_for=(ConnectionError,), retry_backoff=True, retry_jitter=False)
    def post():
        note("run")
        raise ConnectionError("down")
    """,
    )
    worker = project.worker()

    outcome(project.tasks.post.delay())

    assert waits(worker) == [1, 2, 4]
    runs = [run.at for run in project.notes]
    gaps = [later - earlier for earlier, later in pairwise(runs)]
    assert [gap > wait * 0.9 for gap, wait in zip(gaps, [1, 2, 4], strict=True)] == [True] * 3


def test_backoff_is_capped_at_ten_minutes(project):
    """Backoff grows to 600 seconds and no further, unless `retry_backoff_max` is less."""
    write(
        project,
        """
    options = dict(autoretry_for=(ConnectionError,), max_retries=99, retry_jitter=False)

    @app.task(retry_backoff=True, **options)
    def post():
        raise ConnectionError("down")

    @app.task(retry_backoff=2, retry_backoff_max=30, **options)
    def capped():
        raise ConnectionError("down")
    """,
    )
    worker = project.worker()

    project.tasks.post.apply_async(retries=9)
    project.tasks.post.apply_async(retries=10)
    project.tasks.capped.apply_async(retries=3)
    project.tasks.capped.apply_async(retries=4)

    worker.wait_for("Retry in", times=4)
    assert waits(worker) == [512, 600, 16, 30]


def test_jitter_draws_the_wait_from_zero(project):
    """By default the wait is drawn between zero and the full backoff, both included."""
    write(
        project,
        """
    @app.task(autoretry_for=(ConnectionError,), retry_backoff=True)
    def post():
        raise ConnectionError("down")
    """,
    )
    worker = project.worker()

    for _ in range(150):
        project.tasks.post.apply_async(retries=2)  # the third wait: 4 seconds at most

    worker.wait_for("Retry in", times=150)
    assert set(waits(worker)) == {0, 1, 2, 3, 4}


def test_a_task_between_two_tries_is_in_retry(project):
    """Between two tries the state is RETRY, and `.info` is the exception."""
    project.write("tasks.py", HEAD + POST)
    project.worker()
    handle = project.tasks.post.apply_async(kwargs={"countdown": 60})

    wait_until(lambda: handle.state != "PENDING", "a state")

    assert (handle.state, repr(handle.info)) == ("RETRY", "ConnectionError('down')")


def test_a_retry_is_a_new_message_with_a_time_in_it(project):
    """A retry is a message of its own, sent at once, which a worker holds until its time."""
    project.write("tasks.py", HEAD + POST)
    worker = project.worker()
    project.tasks.post.apply_async(kwargs={"countdown": 60})
    worker.wait_for("Retry in 60s")

    worker.wait_for("received", times=2)

    assert project.broker.waiting() == 0
    assert project.broker.unacknowledged() == 1


def test_the_last_try_raises_its_own_exception(project):
    """Out of tries, `retry(exc=error)` and `autoretry_for` end in the error of the last try."""
    project.write("tasks.py", HEAD + POST)
    project.worker()

    for task in (project.tasks.post, project.tasks.automatic):
        handle = task.delay()
        assert repr(outcome(handle)) == "ConnectionError('down')"
        assert handle.state == "FAILURE"


def test_a_bare_retry_ends_in_max_retries_exceeded(project):
    """Out of tries, `retry()` with no exception at hand ends in MaxRetriesExceededError."""
    project.write("tasks.py", HEAD + POST)
    project.worker()

    with pytest.raises(MaxRetriesExceededError):
        project.tasks.too_early.delay().get(timeout=30)


POST = """
    @app.task(bind=True, max_retries=1)
    def post(self, countdown=0):
        try:
            raise ConnectionError("down")
        except ConnectionError as error:
            raise self.retry(exc=error, countdown=countdown)

    @app.task(autoretry_for=(ConnectionError,), max_retries=1, default_retry_delay=0)
    def automatic():
        raise ConnectionError("down")

    @app.task(bind=True, max_retries=1)
    def too_early(self):
        raise self.retry(countdown=0)
"""


def test_a_swallowed_retry_succeeds_and_runs_again(project):
    """`except Exception` catches the Retry: the task is SUCCESS, and its retry comes anyway."""
    write(
        project,
        """
    @app.task(bind=True)
    def remind(self):
        note("run", self.request.retries + 1)
        try:
            if self.request.retries == 0:
                raise self.retry(countdown=1)
            return "sent"
        except Exception as error:
            note("caught", type(error).__name__)
            return "gave up"
    """,
    )
    project.worker()
    handle = project.tasks.remind.delay()

    assert (handle.get(timeout=10), handle.state) == ("gave up", "SUCCESS")
    wait_until(lambda: len(project.notes) == 3, lambda: f"a second run: {project.notes}")

    assert project.notes == ["run 1", "caught Retry", "run 2"]


def test_an_exception_that_is_excluded_is_not_retried(project):
    """`dont_autoretry_for` takes exceptions out of `autoretry_for`: one run, FAILURE."""
    write(
        project,
        """
    @app.task(autoretry_for=(Exception,), dont_autoretry_for=(ValueError,), default_retry_delay=0)
    def post(address):
        note("run")
        raise ValueError(f"not an address: {address}")
    """,
    )
    project.worker()

    handle = project.tasks.post.delay("ada")

    assert isinstance(outcome(handle), ValueError)
    assert (handle.state, project.notes) == ("FAILURE", ["run"])


def test_task_failure_is_sent_once_when_all_tries_are_used_up(project):
    """The signal `task_failure` comes once, after the last try, and not for each retry."""
    write(
        project,
        """
    from celery.signals import task_failure

    @app.task(autoretry_for=(ConnectionError,), max_retries=2, default_retry_delay=0)
    def post(address):
        note("run")
        raise ConnectionError("down")

    @task_failure.connect
    def keep(sender, exception, args, **_):
        note("failed:", sender.name, args, repr(exception))
    """,
    )
    project.worker()

    project.tasks.post.delay("ada")

    failed = "failed: tasks.post ['ada'] ConnectionError('down')"
    wait_until(lambda: failed in project.notes, lambda: f"the signal: {project.notes}")
    assert project.notes == ["run", "run", "run", failed]
