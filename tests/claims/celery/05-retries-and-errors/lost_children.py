"""What becomes of a running task when the child process that runs it is killed (prefork pool)."""

import pytest

from handoff.samples.waiting import wait_until

TASKS = """
    import os
    import signal
    import time
    from celery import Celery
    from notes import note

    app = Celery("tasks"{settings})

    @app.task
    def say(*words):
        note(*words)

    @app.task
    def early(seconds):
        report(seconds)

    @app.task(acks_late=True)
    def late(seconds):
        report(seconds)

    @app.task(acks_late=True, reject_on_worker_lost=True)
    def rejected(seconds):
        report(seconds)

    @app.task(acks_late=True, reject_on_worker_lost=True)
    def poison():
        die()

    @app.task(acks_late=True)
    def poison_unrejected():
        die()

    @app.task(retry_on_worker_lost=True, max_retries=2, default_retry_delay=0)
    def retried():
        die()

    @app.task(max_retries=2, default_retry_delay=0)
    def unretried():
        die()

    def die():
        note("started")
        os.kill(os.getpid(), signal.SIGKILL)

    def report(seconds):
        note("started")
        time.sleep(seconds)
        note("ended")
"""
MORE_THAN_A_QUORUM_QUEUE_ALLOWS = 25


def worker_with_tasks(project, settings=""):
    project.write("tasks.py", TASKS.format(settings=settings))
    return project.worker()


def kill_child_of(project, task, seconds):
    """The task's handle, once its child process has been killed in the middle of it."""
    worker = worker_with_tasks(project)
    handle = getattr(project.tasks, task).delay(seconds)
    wait_until(lambda: "started" in project.notes, "the task runs")
    worker.kill_child()
    return handle


def let_others_run(project):
    """A task that was sent later has been run, so what waited before it had its turn."""
    project.tasks.say.delay("later task")
    wait_until(lambda: "later task" in project.notes, lambda: f"a later task: {project.notes}")


@pytest.mark.brokers("valkey", "rabbitmq")
@pytest.mark.parametrize("task", ["early", "late"])
def test_a_killed_child_fails_its_task_early_or_late(project, task):
    """When the child process is killed the task is FAILURE, WorkerLostError, acks_late or not.

    Control: With reject_on_worker_lost it runs again: reject_on_worker_lost_runs_the_task_again.
    """
    handle = kill_child_of(project, task, seconds=60)

    error = handle.get(timeout=30, propagate=False)
    assert (handle.state, type(error).__name__) == ("FAILURE", "WorkerLostError")
    let_others_run(project)
    assert project.notes == ["started", "later task"]


@pytest.mark.brokers("valkey", "rabbitmq")
def test_reject_on_worker_lost_runs_the_task_again(project):
    """`acks_late` and `reject_on_worker_lost` run the task of a killed child again."""
    handle = kill_child_of(project, "rejected", seconds=3)

    handle.get(timeout=30)

    assert project.notes == ["started", "started", "ended"]


def test_reject_on_worker_lost_runs_the_task_again__control(project):
    """Without `reject_on_worker_lost` it is not run again: FAILURE after one run."""
    handle = kill_child_of(project, "late", seconds=3)

    handle.get(timeout=30, propagate=False)
    let_others_run(project)

    assert (handle.state, project.notes) == ("FAILURE", ["started", "later task"])


@pytest.mark.slow
@pytest.mark.brokers("valkey", "rabbitmq")
def test_reject_on_worker_lost_has_no_limit(project):
    """A task that kills its process is run again and again, 25 times and more.

    On Redis and on a classic queue of RabbitMQ.
    """
    worker_with_tasks(project)

    handle = project.tasks.poison.delay()

    many = MORE_THAN_A_QUORUM_QUEUE_ALLOWS
    wait_until(lambda: len(project.notes) > many, lambda: f"runs: {project.notes}", timeout=200)
    assert set(project.notes) == {"started"}
    assert handle.state == "PENDING"


def test_reject_on_worker_lost_has_no_limit__control(project):
    """Without `reject_on_worker_lost` it is run once."""
    worker_with_tasks(project)

    project.tasks.poison_unrejected.delay().get(timeout=30, propagate=False)
    let_others_run(project)

    assert project.notes == ["started", "later task"]


def test_retry_on_worker_lost_stops_at_max_retries(project):
    """`retry_on_worker_lost` tries again up to `max_retries`, then FAILURE; without acks_late."""
    worker_with_tasks(project)

    handle = project.tasks.retried.delay()

    error = handle.get(timeout=60, propagate=False)
    assert type(error).__name__ == "WorkerLostError"
    assert project.notes == ["started", "started", "started"]


def test_retry_on_worker_lost_stops_at_max_retries__control(project):
    """Without it `max_retries` is not used: one run, FAILURE."""
    worker_with_tasks(project)

    error = project.tasks.unretried.delay().get(timeout=60, propagate=False)

    assert type(error).__name__ == "WorkerLostError"
    assert project.notes == ["started"]
