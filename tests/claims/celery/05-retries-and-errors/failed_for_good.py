"""When the signal `task_failure` comes, how often, and in which process."""

import pytest

from handoff.samples.waiting import wait_until

SIGNALLED = """
    import os
    import signal
    import time
    from celery import Celery
    from celery.signals import task_failure
    from notes import note

    app = Celery("tasks")

    @app.task(autoretry_for=(ConnectionError,), max_retries=2, default_retry_delay=0)
    def post(address):
        note("run")
        raise ConnectionError("down")

    @app.task(ignore_result=True)
    def ignored():
        raise ConnectionError("down")

    @app.task(time_limit=1)
    def too_long():
        time.sleep(60)

    @app.task(soft_time_limit=1)
    def softly():
        time.sleep(60)

    @app.task
    def killed():
        os.kill(os.getpid(), signal.SIGKILL)

    @app.task
    def say(word):
        note(word)

    @task_failure.connect
    def keep(sender, task_id, exception, args, **_):
        note("failed:", sender.name, *args, type(exception).__name__)
"""


def failures(project):
    return [note for note in project.notes if note.startswith("failed:")]


def fail(project, task, *args):
    """A worker, a task that fails in it, and another one after that."""
    project.write("tasks.py", SIGNALLED)
    worker = project.worker(mingle=False)
    getattr(project.tasks, task).delay(*args).get(timeout=30, propagate=False)
    project.tasks.say.delay("later").get(timeout=30)
    return worker


def test_task_failure_is_sent_once_when_all_tries_are_used_up(project):
    """For a task that raises, `task_failure` comes once: after the last try, not for a retry.

    Control: The first two tries end in a retry, and send none.
    """
    fail(project, "post", "ada")

    failed = "failed: tasks.post ada ConnectionError"
    assert project.notes == ["run", "run", "run", failed, "later"]


def test_a_hard_time_limit_sends_task_failure_twice(project):
    """When `time_limit` kills a task of the prefork pool, Celery 5.7 sends `task_failure` twice."""
    fail(project, "too_long")

    wait_until(lambda: len(failures(project)) >= 2, lambda: f"two signals: {project.notes}")
    assert failures(project) == ["failed: tasks.too_long TimeLimitExceeded"] * 2


def test_a_hard_time_limit_sends_task_failure_twice__control(project):
    """A soft limit, which raises inside the task, sends it once."""
    fail(project, "softly")

    assert failures(project) == ["failed: tasks.softly SoftTimeLimitExceeded"]


@pytest.mark.parametrize("task", ["killed", "too_long"])
def test_task_failure_runs_in_the_parent_when_the_child_is_gone(project, task):
    """After a killed child or a hard time limit, `task_failure` runs in the worker's parent."""
    worker = fail(project, task)

    wait_until(lambda: failures(project), lambda: f"the signal: {project.notes}")
    assert {note.pid for note in project.notes if note.startswith("failed:")} == {worker.pid}


def test_task_failure_runs_in_the_parent_when_the_child_is_gone__control(project):
    """For a task that raises it runs in the child that ran the task."""
    worker = fail(project, "post", "ada")

    pids = {note.pid for note in project.notes}
    assert len(pids) == 1 and worker.pid not in pids


def state_after_failing(project, task, *args):
    project.write("tasks.py", SIGNALLED)
    project.worker(mingle=False)
    handle = getattr(project.tasks, task).delay(*args)
    wait_until(lambda: failures(project), lambda: f"the signal: {project.notes}")
    project.tasks.say.delay("later").get(timeout=30)
    return project.tasks.app.AsyncResult(handle.id).state


def test_an_ignored_result_hides_the_failure_too(project):
    """With `ignore_result=True` a task that failed is PENDING to whoever asks for its state."""
    assert state_after_failing(project, "ignored") == "PENDING"


def test_an_ignored_result_hides_the_failure_too__control(project):
    """Without it the state is FAILURE."""
    assert state_after_failing(project, "post", "ada") == "FAILURE"
