"""What becomes of a running task when its worker, or the worker's child process, is killed."""

import pytest

from handoff.samples.waiting import wait_until

LATE = """
    import os
    import signal
    import time
    from celery import Celery
    from celery.signals import task_failure
    from notes import note

    app = Celery("tasks")

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
        note("started")
        os.kill(os.getpid(), signal.SIGKILL)

    @app.task(retry_on_worker_lost=True, max_retries=2, default_retry_delay=0)
    def retried():
        note("started")
        os.kill(os.getpid(), signal.SIGKILL)

    @app.task(acks_late=True)
    def fail():
        note("started")
        raise ValueError("nope")

    @task_failure.connect
    def keep(sender, exception, **_):
        note("failed:", type(exception).__name__)

    def report(seconds):
        note("started")
        time.sleep(seconds)
        note("ended")
"""


def begin(project, task, seconds=60):
    """A worker with the task running in it."""
    project.write("tasks.py", LATE)
    worker = project.worker()
    handle = getattr(project.tasks, task).delay(seconds)
    wait_until(lambda: "started" in project.notes, "the task runs")
    return worker, handle


def let_others_run(project):
    """A task that was sent later has been run, so what waited before it had its turn."""
    project.tasks.say.delay("later task")
    wait_until(lambda: "later task" in project.notes, lambda: f"a later task: {project.notes}")


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_killed_worker_loses_an_early_acknowledged_task(project):
    """By default the task that a worker was running when it was killed is lost, on any broker."""
    worker, _ = begin(project, "early")

    worker.kill()
    project.worker()

    let_others_run(project)
    assert project.notes == ["started", "later task"]
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 0)


@pytest.mark.brokers("rabbitmq")
@pytest.mark.parametrize("task", ["late", "rejected"])
def test_rabbitmq_hands_a_late_acknowledged_task_out_again_at_once(project, task):
    """With `acks_late`, RabbitMQ gives the task of a killed worker to the next one at once."""
    worker, _ = begin(project, task, seconds=3)

    worker.kill()
    project.worker()

    wait_until(lambda: "ended" in project.notes, lambda: f"a second run: {project.notes}")
    assert project.notes == ["started", "started", "ended"]


@pytest.mark.brokers("valkey", "redis")
@pytest.mark.parametrize("task", ["late", "rejected"])
def test_redis_keeps_a_late_acknowledged_task_for_an_hour(project, task):
    """With `acks_late`, Redis gives the task of a killed worker to nobody for an hour."""
    worker, _ = begin(project, task)
    with project.tasks.app.connection() as connection:
        assert connection.default_channel.visibility_timeout == 60 * 60

    worker.kill()
    project.worker()

    let_others_run(project)
    assert project.notes == ["started", "later task"]
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 1)


@pytest.mark.brokers("valkey", "rabbitmq")
@pytest.mark.parametrize("task", ["early", "late"])
def test_a_killed_child_fails_its_task_early_or_late(project, task):
    """When the child process is killed the task is FAILURE, WorkerLostError, acks_late or not."""
    worker, handle = begin(project, task)

    worker.kill_child()

    error = handle.get(timeout=30, propagate=False)
    assert (handle.state, type(error).__name__) == ("FAILURE", "WorkerLostError")
    let_others_run(project)
    assert project.notes == ["started", "failed: WorkerLostError", "later task"]


@pytest.mark.brokers("valkey", "rabbitmq")
def test_reject_on_worker_lost_runs_the_task_again(project):
    """`acks_late` and `reject_on_worker_lost` run the task of a killed child again."""
    worker, handle = begin(project, "rejected", seconds=3)

    worker.kill_child()

    handle.get(timeout=30)
    assert project.notes == ["started", "started", "ended"]


def test_reject_on_worker_lost_has_no_limit(project):
    """A task that kills its process is run again and again with `reject_on_worker_lost`."""
    project.write("tasks.py", LATE)
    project.worker()

    handle = project.tasks.poison.delay()

    wait_until(lambda: len(project.notes) > 4, lambda: f"many runs: {project.notes}", timeout=60)
    assert set(project.notes) == {"started"}
    assert handle.state == "PENDING"


def test_retry_on_worker_lost_stops_at_max_retries(project):
    """`retry_on_worker_lost` tries again up to `max_retries`, then FAILURE; without acks_late."""
    project.write("tasks.py", LATE)
    project.worker()

    handle = project.tasks.retried.delay()

    error = handle.get(timeout=60, propagate=False)
    assert type(error).__name__ == "WorkerLostError"
    wait_until(lambda: len(project.notes) == 4, lambda: f"the signal: {project.notes}")
    assert project.notes == ["started", "started", "started", "failed: WorkerLostError"]


@pytest.mark.brokers("valkey", "rabbitmq")
def test_acks_late_does_not_run_a_failed_task_again(project):
    """A task that raises is acknowledged, `acks_late` or not: one run, nothing left over."""
    project.write("tasks.py", LATE)
    project.worker()

    project.tasks.fail.delay().get(timeout=10, propagate=False)

    let_others_run(project)
    assert project.notes.count("started") == 1
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 0)
