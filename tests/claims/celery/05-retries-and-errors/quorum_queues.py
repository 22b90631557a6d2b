"""What is different on a quorum queue of RabbitMQ."""

import pytest

from handoff.samples.waiting import wait_until

TASKS = """
    import os
    import signal
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.task_default_queue_type = "{kind}"
    app.conf.task_default_exchange_type = "topic"

    @app.task
    def say(*words):
        note(*words)

    @app.task(acks_late=True, reject_on_worker_lost=True)
    def poison():
        note("started")
        os.kill(os.getpid(), signal.SIGKILL)
"""
DELIVERIES = 20  # since RabbitMQ 4.0 the delivery limit of a quorum queue, unless it is set


def send_with_countdown(project, kind):
    """A worker on a queue of this kind, and a message whose time is an hour from now."""
    project.write("tasks.py", TASKS.format(kind=kind))
    worker = project.worker()
    project.tasks.say.apply_async(["later"], countdown=3600)
    project.tasks.say.apply_async(["soon"], countdown=2)
    wait_until(lambda: project.notes == ["soon"], lambda: f"{project.notes}\n{worker.log}")
    return worker


@pytest.mark.brokers("rabbitmq")
def test_a_quorum_queue_lets_the_broker_hold_a_countdown(project):
    """On a quorum queue with a topic exchange the broker holds a countdown, and no worker does."""
    worker = send_with_countdown(project, "quorum")

    assert project.broker.unacknowledged() == 0
    assert worker.log.count("received") == 1


@pytest.mark.brokers("rabbitmq")
def test_a_quorum_queue_lets_the_broker_hold_a_countdown__control(project):
    """On a classic queue the worker has received it, and holds it."""
    worker = send_with_countdown(project, "classic")

    assert project.broker.unacknowledged() == 1
    assert worker.log.count("received") == 2


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_quorum_queue_gives_up_on_a_task_that_kills_its_worker(project):
    """Since RabbitMQ 4 a quorum queue drops a message that was given back too often.

    After the first delivery it hands the message out twenty more times.
    """
    project.write("tasks.py", TASKS.format(kind="quorum"))
    project.worker()

    project.tasks.poison.delay()
    wait_until(lambda: len(project.notes) > DELIVERIES, lambda: f"{project.notes}", timeout=200)
    project.tasks.say.delay("later")

    wait_until(lambda: "later" in project.notes, lambda: f"a later task: {project.notes}")
    assert project.notes == ["started"] * (DELIVERIES + 1) + ["later"]
    held = project.broker.unacknowledged
    wait_until(lambda: project.broker.waiting() + held() == 0, "the queue to be empty")


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_quorum_queue_gives_up_on_a_task_that_kills_its_worker__control(project):
    """A classic queue of the same RabbitMQ hands it out again after that."""
    project.write("tasks.py", TASKS.format(kind="classic"))
    project.worker()

    project.tasks.poison.delay()

    more = DELIVERIES + 5
    wait_until(lambda: len(project.notes) > more, lambda: f"{project.notes}", timeout=200)
