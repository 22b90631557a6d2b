"""One message for many: a fanout exchange, and queues bound alike."""

from contextlib import ExitStack, suppress
from functools import partial

import pytest
from kombu import Connection, Exchange, Queue

NEWS = Exchange("news", type="fanout")
OFFICES = [Queue(name, NEWS) for name in ("paris", "rome")]


def drained(connection, seconds):
    try:
        while True:
            connection.drain_events(timeout=seconds)
    except TimeoutError:
        pass


def heard(connection, *queues):
    """What comes to a consumer of these until it has been silent for some seconds."""
    got = []
    reader = connection.Consumer(queues, no_ack=True)
    reader.register_callback(lambda body, message: got.append(body))
    with reader:
        drained(connection, 3)
    return got


def spoken_before_anybody_listened(broker):
    """Both offices were declared; the news was published; then they began to listen."""
    with Connection(broker.url) as connection:
        for office in OFFICES:
            office(connection.default_channel).declare()
        connection.Producer().publish("early", exchange=NEWS)
        return heard(connection, *OFFICES)


@pytest.mark.brokers("valkey", "redis")
def test_on_redis_a_fanout_reaches_only_who_listens(broker):
    """With kombu on Redis, what is published to a fanout exchange while nobody listens is gone."""
    assert spoken_before_anybody_listened(broker) == []


@pytest.mark.brokers("rabbitmq")
def test_on_redis_a_fanout_reaches_only_who_listens__control(broker):
    """On RabbitMQ it waits in each queue."""
    assert spoken_before_anybody_listened(broker) == ["early", "early"]


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_fanout_reaches_everyone_who_listens(broker):
    """A message to a fanout exchange comes to each of two consumers that listen, each on a queue.

    Control: A third, whose queue is not bound to the exchange, gets nothing.
    """
    queues = [*OFFICES, Queue("oslo")]
    got = {queue.name: [] for queue in queues}
    with ExitStack() as stack:
        listeners = [stack.enter_context(Connection(broker.url)) for _ in queues]
        for queue, listener in zip(queues, listeners, strict=True):
            heard = got[queue.name]
            reader = listener.Consumer(queue, no_ack=True)
            reader.register_callback(lambda body, message, heard=heard: heard.append(body))
            stack.enter_context(reader)
            drained(listener, 1)  # on Redis, the first look is when it subscribes
        producer = stack.enter_context(Connection(broker.url)).Producer()
        producer.publish("to all", exchange=NEWS, declare=[NEWS])
        for listener in listeners:
            drained(listener, 3)

    assert got == {"paris": ["to all"], "rome": ["to all"], "oslo": []}


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_each_queue_gets_a_copy_and_its_consumers_share_it(broker):
    """Of two consumers on one queue each gets a part of the messages; one on a queue of its own,
    bound alike, gets them all.

    Control: Both are run here, side by side.
    """
    shop = Exchange("shop", type="topic")
    shared, own = (Queue(name, shop, routing_key="order.paid") for name in ("receipts", "stock"))
    got = {"Ann": [], "Bob": [], "Cleo": []}
    with ExitStack() as stack:
        connections = {name: stack.enter_context(Connection(broker.url)) for name in got}
        for name, queue in (("Ann", shared), ("Bob", shared), ("Cleo", own)):
            reader = connections[name].Consumer(queue, prefetch_count=1)
            reader.register_callback(partial(keep, got[name]))
            stack.enter_context(reader)
        producer = stack.enter_context(Connection(broker.url)).Producer()
        for number in range(6):
            producer.publish(number, exchange=shop, routing_key="order.paid", declare=[shop])
        for _ in range(8):
            for connection in connections.values():
                with suppress(TimeoutError):
                    connection.drain_events(timeout=0.5)

    assert sorted(got["Ann"] + got["Bob"]) == got["Cleo"] == [*range(6)]
    assert got["Ann"] and got["Bob"]


def keep(into, body, message):
    into.append(body)
    message.ack()


@pytest.mark.brokers("valkey", "redis")
def test_queues_bound_alike_keep_what_nobody_has_read(broker):
    """With kombu on Redis, queues bound to a topic exchange by one key keep a copy each.

    Control: Bound to a fanout exchange they do not: on_redis_a_fanout_reaches_only_who_listens.
    """
    shop = Exchange("shop", type="topic")
    queues = [Queue(name, shop, routing_key="order.paid") for name in ("receipts", "stock")]
    with Connection(broker.url) as connection:
        for queue in queues:
            queue(connection.default_channel).declare()
        connection.Producer().publish("early", exchange=shop, routing_key="order.paid")

        assert heard(connection, *queues) == ["early", "early"]
