"""Quorum queues of RabbitMQ 4 under Celery: their type, their limit, their dead letters."""

import signal

import amqp
import pytest

from handoff.samples.waiting import wait_until

TASKS = """
    import os
    import signal
    from pathlib import Path
    import time
    from celery import Celery
    from celery.exceptions import Reject
    from kombu import Exchange, Queue
    from notes import note

    ARGUMENTS = {arguments}

    app = Celery("tasks")
    app.conf.task_queues = [
        Queue("celery", Exchange("celery"), routing_key="celery", queue_arguments=ARGUMENTS)
    ]

    @app.task
    def say(*words):
        note(*words)

    @app.task
    def hold(name):
        note("started", name)
        while not Path(name).exists():
            time.sleep(0.05)

    @app.task(acks_late=True, reject_on_worker_lost=True)
    def poison():
        note("started")
        os.kill(os.getpid(), signal.SIGKILL)

    @app.task(bind=True, max_retries=5)
    def again(self):
        note("try")
        raise self.retry(countdown=0)

    @app.task(acks_late=True)
    def give_back():
        note("try")
        raise Reject(requeue=True)
"""
QUORUM = {"x-queue-type": "quorum"}
LIMIT = {"x-delivery-limit": 2}  # twenty, unless it is set
TO_DEAD = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "dead"}


def write(project, **arguments):
    project.write("tasks.py", TASKS.format(arguments={**QUORUM, **arguments}))


def declare_dead(project):
    connection = amqp.Connection(f"127.0.0.1:{project.broker.port}", virtual_host=vhost(project))
    with connection:
        connection.channel().queue_declare("dead", durable=True, auto_delete=False)


def vhost(project):
    return project.broker.vhost


SWITCHED = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.task_default_queue_type = "quorum"
    app.conf.task_default_queue = "{queue}"

    @app.task
    def say(*words):
        note(*words)
"""
SEND = "from tasks import say; say.delay('new')"


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_classic_queue_cannot_become_a_quorum_queue(project):
    """Where `celery` is a classic queue already, setting the type to quorum makes `.delay()` raise,
    and the worker takes nothing."""
    project.tasks.say.delay("old")
    project.write("tasks.py", SWITCHED.format(queue="celery"))
    project.write("send.py", SEND)

    said = project.run("python send.py", code=1)
    worker = project.worker(ready=False)
    worker.wait_for("PRECONDITION_FAILED")

    assert "PRECONDITION_FAILED - inequivalent arg 'x-queue-type'" in said
    assert "inequivalent arg 'x-queue-type'" in worker.log
    assert (project.notes, project.broker.waiting()) == ([], 1)


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_classic_queue_cannot_become_a_quorum_queue__control(project):
    """Under a name of its own the quorum queue is made beside it."""
    project.tasks.say.delay("old")
    project.write("tasks.py", SWITCHED.format(queue="orders"))
    project.write("send.py", SEND)
    project.worker()

    project.run("python send.py")

    wait_until(lambda: project.notes == ["new"], lambda: f"{project.notes}")
    assert project.broker.waiting() == 1  # nobody reads the old one now


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_dead_letter_queue_keeps_what_went_past_the_limit(project):
    """A task that kills its worker's child each time ends in the dead-letter queue, whole, when the
    limit is used up; the limit is set to 2 here instead of 20."""
    write(project, **LIMIT, **TO_DEAD)
    declare_dead(project)
    project.worker()

    sent = project.tasks.poison.delay()

    wait_until(lambda: project.broker.waiting("dead") == 1, lambda: f"{project.notes}")
    assert project.notes == ["started"] * 3
    with amqp.Connection(f"127.0.0.1:{project.broker.port}", virtual_host=vhost(project)) as there:
        letter = there.channel().basic_get("dead")
    assert (letter.headers["id"], letter.headers["task"]) == (sent.id, "tasks.poison")
    assert letter.headers["x-first-death-reason"] == "delivery_limit"


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_dead_letter_queue_keeps_what_went_past_the_limit__control(project):
    """Without the two dead-letter arguments it is nowhere."""
    write(project, **LIMIT)
    declare_dead(project)
    project.worker()

    project.tasks.poison.delay()
    wait_until(lambda: project.notes == ["started"] * 3, lambda: f"{project.notes}")
    project.tasks.say.delay("after")

    wait_until(lambda: project.notes == ["started"] * 3 + ["after"], lambda: f"{project.notes}")
    assert (project.broker.waiting(), project.broker.waiting("dead")) == (0, 0)


ENDS = pytest.mark.parametrize("how", ["stopped warm", "killed"])


def end_with_one_reserved(project, how, times, **arguments):
    """Workers that are stopped or killed, one after the other, each with a task reserved."""
    write(project, **arguments)
    declare_dead(project)
    for number in range(times):
        project.tasks.hold.delay(f"go-{number}")
    project.tasks.say.delay("reserved")
    for number in range(times):
        worker = project.worker(mingle=False)
        wait_until(lambda: len(project.notes) == number + 1, lambda: f"{project.notes}")  # noqa: B023
        wait_until(lambda: project.broker.waiting() == 0, "all are reserved")
        if how == "killed":
            worker.kill()
            continue
        worker.signal(signal.SIGTERM)
        project.write(f"go-{number}", "")
        assert worker.wait(60) == 0
    wait_until(lambda: project.broker.waiting() + project.broker.waiting("dead") == 1, "it is back")
    assert project.notes == [f"started go-{number}" for number in range(times)]


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
@ENDS
def test_a_task_that_never_started_can_use_up_the_limit(project, how):
    """A task that three workers had reserved when they were stopped warm, or killed, is past a
    limit of 2, although it never started."""
    end_with_one_reserved(project, how, times=3, **LIMIT, **TO_DEAD)

    assert (project.broker.waiting(), project.broker.waiting("dead")) == (0, 1)


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
@ENDS
def test_a_task_that_never_started_can_use_up_the_limit__control(project, how):
    """With the default limit of 20 it waits in its queue after the same three ends."""
    end_with_one_reserved(project, how, times=3, **TO_DEAD)

    assert (project.broker.waiting(), project.broker.waiting("dead")) == (1, 0)


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_retries_do_not_count_against_the_delivery_limit(project):
    """A task that retries five times runs six times, whatever the delivery limit: each retry is a
    new message."""
    write(project, **LIMIT, **TO_DEAD)
    declare_dead(project)
    project.worker()

    project.tasks.again.delay()

    wait_until(lambda: len(project.notes) == 6, lambda: f"{project.notes}")
    assert project.broker.waiting("dead") == 0


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_retries_do_not_count_against_the_delivery_limit__control(project):
    """A task that gives the same message back is past the limit of 2 after three runs."""
    write(project, **LIMIT, **TO_DEAD)
    declare_dead(project)
    project.worker()

    project.tasks.give_back.delay()

    wait_until(lambda: project.broker.waiting("dead") == 1, lambda: f"{project.notes}")
    assert project.notes == ["try"] * 3
