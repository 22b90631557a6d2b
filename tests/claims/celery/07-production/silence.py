"""What the sender sees while a broker or a result backend accepts, and never answers.

The wire between them is a proxy that passes no byte: a machine that hangs, a partition.
"""

import json

import pytest

TASKS = """
    import json
    import os

    from celery import Celery

    app = Celery("tasks")
    app.conf.update(json.loads(os.environ.get("SETTINGS", "{}")))


    @app.task
    def say(word):
        pass


    @app.task(ignore_result=True)
    def say_unread(word):
        pass
"""
SEND = """
    import sys
    from pathlib import Path
    from time import sleep

    import tasks

    task = getattr(tasks, sys.argv[1])
    if "connected" in sys.argv:
        task.delay("first")
    print("waits", flush=True)
    while not Path("go").exists():
        sleep(0.05)
    try:
        print("sent", task.delay("second"), flush=True)
    except Exception as error:
        print("raised", type(error).__name__, flush=True)
    while Path("go").exists():  # its connection stays open
        sleep(0.05)
"""


@pytest.fixture
def senders(project):
    """senders(…): programs about to send a task, each with settings of its own."""
    project.write("tasks.py", TASKS)
    project.write("send.py", SEND)

    def start(*each, connected=True, task="say"):
        words = f"python send.py {task} {'connected' if connected else ''}"
        started = [project.process(words, SETTINGS=json.dumps(settings)) for settings in each]
        for sender in started:
            sender.wait_for("waits")
        return started

    return start


def go(project):
    (project.folder / "go").touch()


def still_sending(sender):
    return sender.alive and "sent" not in sender.log and "raised" not in sender.log


@pytest.fixture
def wire(project, proxy):
    """A wire to the broker, which all programs of this test use."""
    wire = proxy(project.broker.port)
    project.set(CELERY_BROKER_URL=wire.url(project.broker.url))
    return wire


@pytest.mark.brokers("redis", "valkey")
def test_a_silent_redis_blocks_delay_until_it_answers(project, wire, senders):
    """While Redis keeps the connection and never answers `.delay()` blocks, and sends in the end.

    How long is long is told by another sender, which has a socket_timeout and has given up.

    Control: A sender with a socket_timeout gives up meanwhile.
    """
    patient, bounded = senders({}, {"broker_transport_options": {"socket_timeout": 1}})
    wire.silence()
    go(project)
    bounded.wait_for("raised")
    assert still_sending(patient)

    wire.restore()

    patient.wait_for("sent")


@pytest.mark.brokers("redis", "valkey")
def test_a_socket_timeout_ends_the_wait_for_a_silent_redis(project, wire, senders):
    """With socket_timeout in broker_transport_options `.delay()` raises OperationalError.

    Control: A sender without it is still waiting then.
    """
    patient, bounded = senders({}, {"broker_transport_options": {"socket_timeout": 1}})
    wire.silence()

    go(project)

    bounded.wait_for("raised OperationalError")
    assert still_sending(patient)


@pytest.mark.brokers("redis", "valkey")
def test_a_silent_result_backend_blocks_delay_until_it_answers(project, proxy, senders):
    """The first `.delay()` of a process blocks while the Redis for results is silent.

    Control: A task with ignore_result is sent meanwhile.
    """
    wire = proxy(project.broker.port)
    project.set(CELERY_RESULT_BACKEND=wire.url(project.env["CELERY_RESULT_BACKEND"]))
    (read,) = senders({}, connected=False)
    (unread,) = senders({}, connected=False, task="say_unread")
    wire.silence()
    go(project)
    unread.wait_for("sent")
    assert still_sending(read)

    wire.restore()

    read.wait_for("sent")


@pytest.mark.brokers("rabbitmq")
def test_a_message_for_a_silent_rabbitmq_is_sent_and_lost(project, wire, senders):
    """With a connection that has gone silent `.delay()` returns as ever; the message is lost."""
    (sender,) = senders({})
    wire.silence()
    go(project)
    sender.wait_for("sent")

    sender.kill()
    wire.cut()

    assert project.broker.waiting() == 1  # "first", from before


@pytest.mark.brokers("rabbitmq")
def test_a_message_for_a_silent_rabbitmq_is_sent_and_lost__control(project, wire, senders):
    """With confirm_publish `.delay()` waits, and sends again once the wire is cut."""
    plain, confirmed = senders({}, {"broker_transport_options": {"confirm_publish": True}})
    wire.silence()
    go(project)
    plain.wait_for("sent")
    assert still_sending(confirmed)
    plain.kill()

    wire.cut()
    wire.restore()

    confirmed.wait_for("sent")
    assert project.broker.waiting() == 3  # two from before, and the confirmed one


@pytest.mark.brokers("quorum")
def test_with_confirm_publish_delay_waits_for_a_silent_quorum_queue(project, wire, senders):
    """Quorum queue, confirm_publish: `.delay()` blocks on a silent wire, and sends after the cut.

    Control: A sender without confirm_publish returns meanwhile, and its message is lost.
    """
    confirmed, plain = senders({}, {"broker_transport_options": {}})
    wire.silence()
    go(project)
    plain.wait_for("sent")
    assert still_sending(confirmed)
    plain.kill()

    wire.cut()
    wire.restore()

    confirmed.wait_for("sent")
    assert project.broker.waiting() == 3  # two from before, and the confirmed one


def test_a_new_connection_to_a_silent_rabbitmq_is_given_up(project, silent_server, senders):
    """To connect to a RabbitMQ that never answers ends in OperationalError, after seconds.

    So it is with quorum queues and confirm_publish.

    Control: A longer broker_connection_timeout is still waiting then.
    """
    project.set(CELERY_BROKER_URL=f"amqp://guest:guest@127.0.0.1:{silent_server}//")
    options = {"broker_transport_options": {"confirm_publish": True}}
    quorum = {"task_default_queue_type": "quorum", **options}
    longer = {"broker_connection_timeout": 60}
    usual, to_quorum, patient = senders({}, quorum, longer, connected=False)

    go(project)

    usual.wait_for("raised OperationalError")
    to_quorum.wait_for("raised OperationalError")
    assert still_sending(patient)
