"""What a retry is, and how a task ends that has used up its tries."""

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


def outcome(handle):
    return handle.get(timeout=30, propagate=False)


LINE_AFTER = """
    @app.task(bind=True, max_retries=1)
    def post(self):
        note("run", self.request.retries + 1)
        self.retry(countdown=0{throw})
        note("after")
"""


def test_retry_raises_so_that_nothing_after_it_runs(project):
    """`self.retry()` raises: the line after it is not reached, although nothing says `raise`."""
    write(project, LINE_AFTER.format(throw=""))
    project.worker(mingle=False)

    outcome(project.tasks.post.delay())

    assert project.notes == ["run 1", "run 2"]


def test_retry_raises_so_that_nothing_after_it_runs__control(project):
    """With `throw=False` it does not raise, and the line after it runs."""
    write(project, LINE_AFTER.format(throw=", throw=False"))
    project.worker(mingle=False)

    project.tasks.post.delay()

    wait_until(lambda: "after" in project.notes, lambda: f"the line after: {project.notes}")


DEFAULTS = """
    @app.task(bind=True{limit})
    def post(self, **options):
        note(self.request.id)
        raise self.retry(**options)
"""


def test_a_task_is_run_four_times_by_default(project):
    """With `max_retries` left alone a task that keeps failing is run four times, under one id.

    The runs follow each other at once (countdown=0). With nothing set, the third retry waits 180
    seconds like the others, and there is no fourth.
    """
    write(project, DEFAULTS.format(limit=""))
    worker = project.worker(mingle=False)
    hurried = project.tasks.post.apply_async(kwargs={"countdown": 0})
    outcome(hurried)

    project.tasks.post.apply_async(retries=2)  # the third run
    worker.wait_for("Retry in 180s")
    fourth = project.tasks.post.apply_async(retries=3)

    assert project.notes[:4] == [hurried.id] * 4
    assert isinstance(outcome(fourth), MaxRetriesExceededError)


def test_a_task_is_run_four_times_by_default__control(project):
    """With `max_retries=1` it is run twice."""
    write(project, DEFAULTS.format(limit=", max_retries=1"))
    project.worker(mingle=False)

    outcome(project.tasks.post.apply_async(kwargs={"countdown": 0}))

    assert len(project.notes) == 2


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

    @app.task(bind=True, max_retries=1)
    def inside_except(self):
        try:
            raise ConnectionError("down")
        except ConnectionError:
            raise self.retry(countdown=0)
"""


def test_a_task_between_two_tries_is_in_retry(project):
    """Between two tries the state is RETRY, and `.info` is the exception.

    Control: Out of tries it is FAILURE: the_last_try_raises_its_own_exception.
    """
    write(project, POST)
    project.worker(mingle=False)
    handle = project.tasks.post.apply_async(kwargs={"countdown": 60})

    wait_until(lambda: handle.state != "PENDING", "a state")

    assert (handle.state, repr(handle.info)) == ("RETRY", "ConnectionError('down')")


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_retry_is_a_new_message_with_a_time_in_it(project):
    """A retry is a message of its own, sent at once, which a worker holds until its time.

    On Redis and on a classic queue of RabbitMQ.
    """
    write(project, POST)
    worker = project.worker(mingle=False)
    project.tasks.post.apply_async(kwargs={"countdown": 60})
    worker.wait_for("Retry in 60s")

    worker.wait_for("received", times=2)

    assert project.broker.waiting() == 0
    assert project.broker.unacknowledged() == 1


def test_the_last_try_raises_its_own_exception(project):
    """Out of tries, `retry(exc=error)` and `autoretry_for` end in the error of the last try.

    Control: Without `exc` it is another exception: a_bare_retry_ends_in_max_retries_exceeded.
    """
    write(project, POST)
    project.worker(mingle=False)

    for task in (project.tasks.post, project.tasks.automatic):
        handle = task.delay()
        assert repr(outcome(handle)) == "ConnectionError('down')"
        assert handle.state == "FAILURE"


@pytest.mark.parametrize("task", ["too_early", "inside_except"])
def test_a_bare_retry_ends_in_max_retries_exceeded(project, task):
    """Out of tries, `retry()` without `exc` ends in MaxRetriesExceededError."""
    write(project, POST)
    project.worker(mingle=False)

    with pytest.raises(MaxRetriesExceededError):
        getattr(project.tasks, task).delay().get(timeout=30)


def test_a_bare_retry_ends_in_max_retries_exceeded__control(project):
    """With `exc=error` the same task ends in that error."""
    write(project, POST)
    project.worker(mingle=False)

    with pytest.raises(ConnectionError):
        project.tasks.post.delay().get(timeout=30)


SWALLOWED = """
    @app.task(bind=True)
    def remind(self):
        note("run", self.request.retries + 1)
        try:
            if self.request.retries == 0:
                raise self.retry(countdown=1)
            return "sent"
        except {caught} as error:
            note("caught", type(error).__name__)
            return "gave up"
"""


def test_a_swallowed_retry_succeeds_and_runs_again(project):
    """`except Exception` catches the Retry: the task is SUCCESS, and its retry comes anyway."""
    write(project, SWALLOWED.format(caught="Exception"))
    project.worker(mingle=False)
    handle = project.tasks.remind.delay()

    assert (handle.get(timeout=10), handle.state) == ("gave up", "SUCCESS")
    wait_until(lambda: len(project.notes) == 3, lambda: f"a second run: {project.notes}")

    assert project.notes == ["run 1", "caught Retry", "run 2"]


def test_a_swallowed_retry_succeeds_and_runs_again__control(project):
    """With `except ConnectionError` the Retry gets through, and the result is the second run's."""
    write(project, SWALLOWED.format(caught="ConnectionError"))
    project.worker(mingle=False)

    assert project.tasks.remind.delay().get(timeout=30) == "sent"
    assert project.notes == ["run 1", "run 2"]


EXCLUDED = """
    @app.task(
        autoretry_for=(OSError,), dont_autoretry_for=(FileNotFoundError,), default_retry_delay=0
    )
    def post(name):
        note("run")
        raise {"missing": FileNotFoundError, "refused": ConnectionRefusedError}[name](name)
"""


def test_an_exception_that_is_excluded_is_not_retried(project):
    """`dont_autoretry_for` takes an exception out of `autoretry_for`: one run, FAILURE."""
    write(project, EXCLUDED)
    project.worker(mingle=False)

    handle = project.tasks.post.delay("missing")

    assert isinstance(outcome(handle), FileNotFoundError)
    assert (handle.state, project.notes) == ("FAILURE", ["run"])


def test_an_exception_that_is_excluded_is_not_retried__control(project):
    """Another child of the same parent is retried."""
    write(project, EXCLUDED)
    project.worker(mingle=False)

    assert isinstance(outcome(project.tasks.post.delay("refused")), ConnectionRefusedError)
    assert project.notes == ["run"] * 4
