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


def begin_on_wire(project, wire, *task, settings=""):
    """A worker of two slots with the task running in it, connected by a wire that can be cut."""
    project.set(CELERY_BROKER_URL=wire.url(project.broker.url))
    return begin(project, *task, "--concurrency", "2", settings=settings)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_cut_connection_runs_a_late_task_twice_at_once(project, proxy):
    """When a worker's connection is cut, its `acks_late` task runs again beside the first run.

    That is Celery 5.7; with 5.6.3 the second run began when the first had ended.
    """
    wire = proxy(project.broker.port)
    worker = begin_on_wire(project, wire, "late", 20)

    wire.cut()

    wait_until(lambda: len(project.notes) > 1, lambda: f"{project.notes}\n{worker.log}")
    assert project.notes[:2] == ["started", "started"]
    assert project.notes[0].pid != project.notes[1].pid
    assert worker.alive


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_cut_connection_runs_a_late_task_twice_at_once__control(project, proxy):
    """A task that is acknowledged early goes on, once."""
    wire = proxy(project.broker.port)
    begin_on_wire(project, wire, "early", 6)

    wire.cut()
    project.tasks.say.delay("later")

    wait_until(lambda: {"later", "ended"} <= set(project.notes), lambda: f"{project.notes}")
    assert project.notes.count("started") == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_worker_can_cancel_what_it_runs_when_its_connection_is_cut(project, proxy):
    """`worker_cancel_long_running_tasks_on_connection_loss` ends the first run.

    Control: Without it the first run goes on: a_cut_connection_runs_a_late_task_twice_at_once.
    """
    setting = ", worker_cancel_long_running_tasks_on_connection_loss=True"
    wire = proxy(project.broker.port)
    worker = begin_on_wire(project, wire, "late", 60, settings=setting)

    wire.cut()

    wait_until(lambda: len(project.notes) > 1, lambda: f"{project.notes}\n{worker.log}")
    first, second = project.notes
    assert second == "started"
    wait_until(lambda: first.pid not in pids(worker), "the end of the first run")


def pids(worker):
    return [child.pid for child in worker.children()]
