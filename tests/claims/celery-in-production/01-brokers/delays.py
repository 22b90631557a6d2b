"""A countdown that RabbitMQ holds itself: what that needs, and what it costs."""

import amqp
import pytest

from handoff.samples.waiting import WaitTimeout, wait_until

TASKS = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.task_default_queue_type = "{kind}"
    app.conf.task_default_exchange_type = "{exchange}"
    app.conf.broker_transport_options = {{"confirm_publish": {confirms}}}

    @app.task
    def say(*words):
        note(*words)
"""
LEVELS = 28
SEND = "from tasks import say; say.apply_async(['early'], countdown=1)"


def write(project, kind="quorum", exchange="topic", confirms=True):
    project.write("tasks.py", TASKS.format(kind=kind, exchange=exchange, confirms=confirms))


def delay_queues(project):
    """Which of the queues that hold a delay are there."""
    broker, found = project.broker, []
    with amqp.Connection(f"127.0.0.1:{broker.port}", virtual_host=broker.vhost) as connection:
        for level in range(LEVELS + 1):
            channel = connection.channel()
            try:
                channel.queue_declare(f"celery_delayed_{level}", passive=True)
                found.append(level)
            except amqp.NotFound:
                pass
    return found


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_worker_with_quorum_queues_declares_28_queues_for_delays(project):
    """A worker with quorum queues declares 28 queues for delays at its start."""
    write(project)
    project.worker()

    assert delay_queues(project) == [*range(LEVELS)]


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_worker_with_quorum_queues_declares_28_queues_for_delays__control(project):
    """With classic queues it declares none of them."""
    write(project, kind="classic")
    project.worker()

    assert delay_queues(project) == []


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_countdown_before_the_first_worker_has_nowhere_to_wait(project):
    """On a RabbitMQ that no worker with quorum queues has ever joined, a countdown raises with
    confirm_publish, and is lost in silence without."""
    write(project)
    project.write("send.py", SEND)
    assert "no exchange 'celery_delayed_27'" in project.run("python send.py", code=1)

    write(project, confirms=False)
    project.run("python send.py")

    project.worker()
    project.tasks.say.apply_async(["late"], countdown=3)
    wait_until(lambda: project.notes, "what was sent after the start")
    assert project.notes == ["late"]


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_countdown_before_the_first_worker_has_nowhere_to_wait__control(project):
    """Once a worker has been there, it is taken and waits, also when no worker is up."""
    write(project, confirms=False)
    project.write("send.py", SEND)
    project.worker().stop()

    project.run("python send.py")

    wait_until(lambda: project.broker.waiting() == 1, "its time has come")
    project.worker()
    wait_until(lambda: project.notes == ["early"], lambda: f"{project.notes}")


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_delay_is_stored_once_for_each_binary_one(project):
    """A delay passes through a queue for each 1 in its binary form: 7 seconds through three, 8
    through one.

    Control: The two are sent alike, and only the number differs.
    """
    write(project)
    project.worker().stop()

    for seconds in (7, 8):
        project.tasks.say.apply_async([seconds], countdown=seconds)
    wait_until(lambda: project.broker.waiting() == 2, "both have arrived")

    broker = project.broker
    with amqp.Connection(f"127.0.0.1:{broker.port}", virtual_host=broker.vhost) as connection:
        channel = connection.channel()
        deaths = [channel.basic_get("celery").headers["x-death"] for _ in range(2)]
    passed = [sorted(death["queue"] for death in each) for each in deaths]
    assert passed == [
        ["celery_delayed_0", "celery_delayed_1", "celery_delayed_2"],
        ["celery_delayed_3"],
    ]


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_direct_exchange_leaves_the_delay_to_the_worker(project):
    """With quorum queues alone, and the exchange type left at direct, the worker holds the
    countdown as before, and says so at its start; with one slot, it takes nothing else once it
    holds four.

    Control: While it holds three, another task runs. With a topic exchange the broker holds them:
    a_quorum_queue_lets_the_broker_hold_a_countdown.
    """
    write(project, exchange="direct")
    worker, say = project.worker(), project.tasks.say
    assert "native delayed delivery do not support direct exchanges" in worker.log

    for _ in range(3):
        say.apply_async(["later"], countdown=3600)
    worker.wait_for("received", times=3)
    say.delay("now")
    wait_until(lambda: project.notes == ["now"], lambda: f"it runs: {project.notes}")

    say.apply_async(["later"], countdown=3600)
    worker.wait_for("received", times=5)
    say.delay("behind them")
    with pytest.raises(WaitTimeout):
        wait_until(lambda: len(project.notes) > 1, "it runs", timeout=5)
    assert project.broker.waiting() == 1
    assert worker.alive
