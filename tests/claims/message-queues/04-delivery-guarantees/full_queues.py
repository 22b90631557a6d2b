"""What a queue, or a whole Redis, does when it is full."""

import pytest
from amqp.exceptions import MessageNacked
from kombu import Connection, Queue
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import OutOfMemoryError

from handoff.samples.waiting import wait_until

KINDS = pytest.mark.parametrize("kind", ["classic", "quorum"])
LIMIT = 3


def put(broker, kind, confirms=False, later=0, **arguments):
    """What is left of ten messages, and of those that come once it's full; what was refused."""
    queue = Queue("orders", queue_arguments={"x-queue-type": kind, **arguments})
    refused = []
    with Connection(broker.url, transport_options={"confirm_publish": confirms}) as connection:
        queue(connection.default_channel).declare()
        producer = connection.Producer()
        for number in range(10 + later):
            if number == 10:
                wait_until(lambda: waiting(connection) >= LIMIT, "a full queue")
            try:
                producer.publish(number, routing_key="orders")
            except MessageNacked:
                refused.append(number)
        queue(connection.default_channel).declare()  # answered when all before it was read
        return left(connection), refused


def waiting(connection):
    """How many messages the broker counts in the queue."""
    return connection.default_channel.queue_declare("orders", passive=True).message_count


def left(connection):
    """What is in the queue, once it has come to rest."""
    here, found = Queue("orders")(connection.default_channel), []

    def more():
        if message := here.get(no_ack=True):
            found.append(message.payload)
        return message is None and found

    wait_until(more, "the end of the queue", pause=0.5)
    return found


@pytest.mark.brokers("rabbitmq")
@KINDS
def test_a_full_queue_drops_its_oldest_messages(broker, kind):
    """A RabbitMQ queue with x-max-length drops its oldest messages, and raises nothing."""
    assert put(broker, kind, confirms=True, **{"x-max-length": LIMIT}) == ([7, 8, 9], [])


@pytest.mark.brokers("rabbitmq")
@KINDS
def test_a_full_queue_drops_its_oldest_messages__control(broker, kind):
    """Without x-max-length all are there."""
    assert put(broker, kind, confirms=True) == ([*range(10)], [])


REFUSES = {"x-max-length": LIMIT, "x-overflow": "reject-publish"}


@pytest.mark.brokers("rabbitmq")
@KINDS
def test_a_full_queue_can_refuse_and_a_confirming_sender_hears_it(broker, kind):
    """With reject-publish a full queue keeps what it has, and with confirm_publish the sender of a
    refused message gets an exception."""
    kept, refused = put(broker, kind, confirms=True, **REFUSES)

    assert kept + refused == [*range(10)]
    assert LIMIT <= len(kept) <= LIMIT + 2  # a quorum queue may take one or two more


@pytest.mark.brokers("rabbitmq")
@KINDS
def test_a_full_queue_can_refuse_and_a_confirming_sender_hears_it__control(broker, kind):
    """Without confirm_publish the newest are gone, too, and the sender hears nothing.

    A quorum queue takes some more before it notices, so more are sent once it is full.
    """
    kept, refused = put(broker, kind, later=2000, **REFUSES)

    assert kept[:LIMIT] == [*range(LIMIT)] and 2009 not in kept
    assert refused == []


def set_aside(broker, kind, **arguments):
    """What is in the queue `dead` after ten messages for a queue of three."""
    with Connection(broker.url) as connection:
        Queue("dead")(connection.default_channel).declare()
    put(broker, kind, confirms=True, **{"x-max-length": LIMIT}, **arguments)
    with Connection(broker.url) as connection:
        here, found = Queue("dead")(connection.default_channel), []
        while message := here.get(no_ack=True):
            found.append((message.payload, message.headers["x-last-death-reason"]))
    return found


@pytest.mark.brokers("rabbitmq")
@KINDS
def test_a_full_queue_sets_aside_what_it_drops(broker, kind):
    """With a dead-letter exchange, a full RabbitMQ queue puts there what it drops."""
    to_dead = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "dead"}

    assert set_aside(broker, kind, **to_dead) == [(number, "maxlen") for number in range(7)]


@pytest.mark.brokers("rabbitmq")
@KINDS
def test_a_full_queue_sets_aside_what_it_drops__control(broker, kind):
    """Without one it is nowhere."""
    assert set_aside(broker, kind) == []


LARGE = "x" * 100_000


def send_until_it_fails(broker, policy, limited=True):
    """Send large messages to a Redis with little room; how many it took, and the error if any."""
    with Redis(port=broker.port) as redis, Connection(broker.url) as connection:
        first = connection.SimpleQueue("orders")
        first.put("the first order")
        if limited:
            redis.config_set("maxmemory", redis.info("memory")["used_memory"] + 3_000_000)
        redis.config_set("maxmemory-policy", policy)
        second = connection.SimpleQueue("pictures")
        try:
            for sent in range(100):  # noqa: B007
                second.put(LARGE)
        except (OutOfMemoryError, OperationalError) as error:
            return sent, error, redis.llen("orders") + redis.llen("pictures")
        return 100, None, redis.llen("orders") + redis.llen("pictures")


@pytest.mark.brokers("valkey", "redis")
def test_a_full_redis_refuses_new_messages(broker):
    """A Redis at its maxmemory refuses a message with an error, and keeps what it has."""
    with Redis(port=broker.port) as redis:
        policy = redis.config_get("maxmemory-policy")["maxmemory-policy"]
    assert policy == "noeviction"  # its default

    sent, error, kept = send_until_it_fails(broker, policy)

    assert 0 < sent < 100
    assert "maxmemory" in str(error)
    assert kept == 1 + sent


@pytest.mark.brokers("valkey", "redis")
def test_a_full_redis_refuses_new_messages__control(broker):
    """Without maxmemory it takes them all."""
    assert send_until_it_fails(broker, "noeviction", limited=False) == (100, None, 101)


@pytest.mark.brokers("valkey", "redis")
def test_a_redis_that_evicts_drops_messages_and_says_nothing(broker):
    """With maxmemory-policy allkeys-lru a full Redis takes every message and drops others for it.

    Control: With the default policy it refuses them: a_full_redis_refuses_new_messages.
    """
    sent, error, kept = send_until_it_fails(broker, "allkeys-lru")

    assert (sent, error) == (100, None)
    assert kept < 101
