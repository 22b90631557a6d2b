"""What a broker can tell about the messages that wait: how many, and since when."""

import json
import time
from datetime import UTC, datetime, timedelta

import amqp
import pytest

from handoff.samples.waiting import wait_until

SAMPLE = "celery-in-production/03-watching"
BARE = """
    from celery import Celery

    app = Celery("tasks")


    @app.task
    def send_receipt(order):
        pass
"""
UNSTAMPED = 'import bare; bare.send_receipt.apply_async((3,), queue="unstamped")'
STAMP_BOTH = """
import tasks
from kombu import Queue
quorum = Queue("kept", queue_arguments={"x-queue-type": "quorum"})
tasks.send_receipt.delay(1)
tasks.send_receipt.apply_async((2,), queue=quorum)
"""
SEND = """
import os, tasks
tasks.send_receipt.apply_async((1,), eta=os.environ["HOURS_AGO"])
tasks.send_receipt.delay(2)
"""
STAMPED = (
    BARE
    + """
    import time

    from celery.signals import before_task_publish

    @before_task_publish.connect
    def stamp(properties, **kwargs):
        properties["timestamp"] = int(time.time())
"""
)


def depth(app, queue="celery"):
    with app.connection_for_read() as connection:
        return connection.default_channel.queue_declare(queue, passive=True).message_count


def at(project, place, queue="celery"):
    """The properties of the message at one end of a list."""
    with project.broker.client() as client:
        return json.loads(client.lindex(queue, place))["properties"]


@pytest.mark.brokers("valkey", "redis")
def test_an_empty_queue_is_not_found_on_redis(project):
    """Asked passively for a queue that's empty, Redis says that there's none.

    Control: With a message in it, it's found. RabbitMQ counts 0: the control on RabbitMQ.
    """
    task = project.tasks.say
    task.delay("one")
    assert depth(task.app) == 1

    task.app.control.purge()

    with pytest.raises(Exception, match="NOT_FOUND - no queue 'celery'"):
        depth(task.app)


@pytest.mark.brokers("rabbitmq", "quorum")
def test_an_empty_queue_is_not_found_on_redis__control(project):
    """RabbitMQ knows an empty queue and counts 0."""
    task = project.tasks.say
    task.delay("one")

    task.app.control.purge()

    assert depth(task.app) == 0


@pytest.mark.brokers("valkey", "redis")
def test_llen_misses_what_has_a_priority(project):
    """On Redis, messages with a priority are in lists of their own; asking Celery counts all.

    Control: Without a priority, both counts are the same.
    """
    say = project.tasks.say
    say.delay("usual")
    with project.broker.client() as client:
        assert client.llen("celery") == depth(say.app) == 1

        say.apply_async(("less urgent",), priority=3)
        say.apply_async(("least urgent",), priority=9)

        assert client.llen("celery") == 1
        assert depth(say.app) == 3


@pytest.mark.brokers("valkey", "redis")
def test_a_timestamp_dates_the_oldest_message(project):
    """Set before publishing, a timestamp can be read from the waiting message; the oldest is last.

    Control: The same message sent without the signal's receiver has none.
    """
    project.copy(SAMPLE)
    project.write("bare.py", BARE)
    now = datetime.now(UTC)

    project.run(f"python -c '{SEND}'", HOURS_AGO=(now - timedelta(hours=2)).isoformat())

    assert at(project, -1)["timestamp"] == int(now.timestamp()) - 7200
    assert at(project, 0)["timestamp"] >= int(now.timestamp())
    with project.tasks.app.connection_for_read() as connection:
        assert project.load("queues").oldest(connection, "celery") >= 7200

    project.run(f"python -c '{UNSTAMPED}'")
    assert "timestamp" not in at(project, -1, "unstamped")


def dates(project):
    """The column head_message_timestamp of each queue, as `rabbitmqctl` prints it."""
    broker = project.broker
    columns = ("name", "head_message_timestamp")
    listed = broker.server.control("list_queues", "-p", broker.vhost, *columns, "-s")
    return dict(line.split("\t") for line in listed.splitlines() if "\t" in line)


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_rabbitmqctl_dates_the_head_of_a_classic_queue_only(project):
    """head_message_timestamp is the timestamp of a classic queue's oldest message, be it that it
    waits or that a consumer holds it unacknowledged. For a quorum queue the column is empty.

    Control: Without a timestamp the classic queue's column is empty, too, and so it is once the
    message is acknowledged.
    """
    project.write("tasks.py", STAMPED)
    project.write("bare.py", BARE)
    before = int(time.time())

    project.run(f"python -c '{STAMP_BOTH}'")
    project.run(f"python -c '{UNSTAMPED}'")

    found = dates(project)
    assert before <= int(found["celery"]) <= time.time()
    assert found["kept"] == found["unstamped"] == ""
    broker = project.broker
    with amqp.Connection(f"127.0.0.1:{broker.port}", virtual_host=broker.vhost) as connection:
        channel = connection.channel()
        held = channel.basic_get("celery")
        assert dates(project)["celery"] == found["celery"]
        channel.basic_ack(held.delivery_tag)
        wait_until(lambda: dates(project)["celery"] == "", "nothing to be left to date")
