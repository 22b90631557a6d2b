"""What becomes of a running task when its worker falls silent, or only its connection is cut."""

import pytest

from handoff.samples.waiting import wait_until
from tests.fixtures.failures import frozen

TASKS = """
    import time
    from celery import Celery
    from notes import note

    app = Celery("tasks"{settings})

    @app.task
    def say(word):
        note(word)

    @app.task(acks_late=True)
    def late(seconds):
        note("started")
        time.sleep(seconds)
        note("ended")

    @app.task
    def early(seconds):
        note("started")
        time.sleep(seconds)
        note("ended")
"""
ONE_HEARTBEAT = 60  # seconds: Celery's worker asks for 120, and both sides speak twice as often


def begin(project, task, seconds, *options, settings=""):
    """A worker with the task running in it."""
    project.write("tasks.py", TASKS.format(settings=settings))
    worker = project.worker(*options)
    getattr(project.tasks, task).delay(seconds)
    wait_until(lambda: "started" in project.notes, "the task runs")
    return worker


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_rabbitmq_misses_a_silent_worker_after_minutes(project):
    """RabbitMQ gives the task of a worker that froze to another one when heartbeats were missed.

    With Celery's heartbeat of 120 seconds that takes two to four minutes.
    """
    with frozen(begin(project, "late", 2)):
        project.worker()
        wait_until(lambda: len(project.notes) > 1, "a second run", timeout=290)

    assert project.notes[:2] == ["started", "started"]
    assert project.notes[1].at - project.notes[0].at > ONE_HEARTBEAT


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_rabbitmq_misses_a_silent_worker_after_minutes__control(project):
    """A worker that is killed closes its connection: the message is back before one heartbeat."""
    begin(project, "late", 60).kill()

    wait_until(lambda: project.broker.waiting() == 1, "the message", timeout=ONE_HEARTBEAT / 2)


def cut_connections(project):
    """RabbitMQ closes every connection of the test's queues, as a router that restarts does."""
    project.broker.server.control(
        "close_all_connections", "--vhost", project.broker.vhost, "the test cuts it"
    )


@pytest.mark.brokers("rabbitmq")
def test_a_cut_connection_runs_a_late_task_twice_at_once(project):
    """When a worker's connection is cut, its `acks_late` task runs again beside the first run."""
    worker = begin(project, "late", 20, "--concurrency", "2")

    cut_connections(project)

    wait_until(lambda: len(project.notes) > 1, lambda: f"{project.notes}\n{worker.log}")
    assert project.notes[:2] == ["started", "started"]
    assert project.notes[0].pid != project.notes[1].pid
    assert worker.alive


@pytest.mark.brokers("rabbitmq")
def test_a_cut_connection_runs_a_late_task_twice_at_once__control(project):
    """A task that is acknowledged early goes on, once."""
    begin(project, "early", 6, "--concurrency", "2")

    cut_connections(project)
    project.tasks.say.delay("later")

    wait_until(lambda: {"later", "ended"} <= set(project.notes), lambda: f"{project.notes}")
    assert project.notes.count("started") == 1


@pytest.mark.brokers("rabbitmq")
def test_a_worker_can_cancel_what_it_runs_when_its_connection_is_cut(project):
    """`worker_cancel_long_running_tasks_on_connection_loss` ends the first run before the next."""
    setting = ", worker_cancel_long_running_tasks_on_connection_loss=True"
    worker = begin(project, "late", 60, "--concurrency", "2", settings=setting)

    cut_connections(project)

    wait_until(lambda: len(project.notes) > 1, lambda: f"{project.notes}\n{worker.log}")
    first, second = project.notes
    assert second == "started"
    wait_until(lambda: first.pid not in pids(worker), "the end of the first run")


def pids(worker):
    return [child.pid for child in worker.children()]
