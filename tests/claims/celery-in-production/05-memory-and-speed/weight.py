"""How many bytes a message and a result are."""

import json
import random

import amqp
import pytest

MEGABYTE = 1_000_000
PACKED = random.Random(1).randbytes(MEGABYTE)  # like those of a JPEG or a zip
LISTING = "\n".join(f"user {number} of the shop, Leipzig" for number in range(30_000))
ECHO = """
    from celery import Celery

    app = Celery("tasks")
    SETTING


    @app.task
    def echo(value):
        return value
"""


@pytest.fixture
def send(project):
    """send(value, setting): a call of echo with that value."""

    def begin(value, setting=""):
        project.write("tasks.py", ECHO.replace("SETTING", setting))
        return project.tasks.echo.delay(value)

    return begin


def body(broker):
    """The body of the oldest message that waits, as the broker has it."""
    if broker.name != "rabbitmq":
        with broker.client() as client:
            return json.loads(client.lindex("celery", -1))["body"]
    with amqp.Connection(f"127.0.0.1:{broker.port}", virtual_host=broker.vhost) as connection:
        return connection.channel().basic_get("celery").body


@pytest.mark.brokers("valkey", "rabbitmq")
@pytest.mark.parametrize(
    ("value", "on_redis", "on_rabbitmq"),
    [("x" * MEGABYTE, 1.33, 1.0), (PACKED, 1.78, 1.33)],
    ids=["text", "bytes"],
)
def test_redis_carries_a_body_a_third_larger(project, send, value, on_redis, on_rabbitmq):
    """A megabyte of text is 1.33 MB on Redis and 1 on RabbitMQ; of bytes 1.78 and 1.33.

    Control: The other broker, and the other type.
    """
    send(value)

    expected = on_rabbitmq if project.broker.name == "rabbitmq" else on_redis
    assert len(body(project.broker)) / MEGABYTE == pytest.approx(expected, abs=0.01)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_task_compression_packs_the_arguments(project, send):
    """With task_compression the message is a fraction, and a worker unpacks it untold."""
    result = send(LISTING, 'app.conf.task_compression = "zlib"')
    assert len(body(project.broker)) < len(LISTING) / 4

    if project.broker.name == "rabbitmq":
        result = project.tasks.echo.delay(LISTING)  # looking at a message has taken it off
    project.write("tasks.py", ECHO.replace("SETTING", ""))
    project.worker(mingle=False)

    assert result.get(timeout=60) == LISTING


@pytest.mark.brokers("valkey", "rabbitmq")
def test_task_compression_packs_the_arguments__control(project, send):
    """Without the setting the message is as large as what it carries."""
    send(LISTING)

    assert len(body(project.broker)) > len(LISTING)


def test_compression_gains_nothing_on_what_is_packed_already(project, send):
    """Random bytes, like those of a JPEG or a zip, stay as large as they are.

    Control: A listing of users becomes a fraction: task_compression_packs_the_arguments.
    """
    send(PACKED, 'app.conf.task_compression = "zlib"')

    assert len(body(project.broker)) > 1.3 * MEGABYTE


@pytest.mark.parametrize(
    ("setting", "packed"),
    [
        ('app.conf.result_compression = "zlib"', True),
        ('app.conf.task_compression = "zlib"', False),
    ],
)
def test_results_have_a_compression_of_their_own(project, send, setting, packed):
    """result_compression packs what is stored in Redis.

    Control: task_compression leaves results as large as they are.
    """
    result = send(LISTING, setting)
    project.worker(mingle=False)
    assert result.get(timeout=60) == LISTING

    with project.broker.client(database=1) as client:
        stored = client.strlen(f"celery-task-meta-{result.id}")
    assert (stored < len(LISTING) / 4) == packed
