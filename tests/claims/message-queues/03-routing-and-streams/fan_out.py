"""One message for many: a fanout exchange, and queues bound alike."""

from contextlib import ExitStack
from functools import partial

import pytest
from kombu import Connection, Exchange, Queue

from tests.servers.draining import drained

NEWS = Exchange("news", type="fanout")
OFFICES = [Queue(name, NEWS) for name in ("paris", "rome")]


def heard(connection, *queues, expected):
    """What comes to a consumer of these: so many, and then nothing for some seconds."""
    got = []
    reader = connection.Consumer(queues, no_ack=True)
    reader.register_callback(lambda body, message: got.append(body))
    with reader:
        drained(connection, until=lambda: len(got) >= expected)
    return got


def spoken_before_anybody_listened(broker, expected):
    """Both offices were declared; the news was published; then they began to listen."""
    with Connection(broker.url) as connection:
        for office in OFFICES:
            office(connection.default_channel).declare()
        connection.Producer().publish("early", exchange=NEWS)
        return heard(connection, *OFFICES, expected=expected)


@pytest.mark.brokers("valkey", "redis")
def test_on_redis_a_fanout_reaches_only_who_listens(broker):
    """With kombu on Redis, what is published to a fanout exchange while nobody listens is gone."""
    assert spoken_before_anybody_listened(broker, expected=0) == []


@pytest.mark.brokers("rabbitmq")
def test_on_redis_a_fanout_reaches_only_who_listens__control(broker):
    """On RabbitMQ it waits in each queue."""
    assert spoken_before_anybody_listened(broker, expected=2) == ["early", "early"]


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
            drained(listener)  # on Redis, the first look is when it subscribes
        producer = stack.enter_context(Connection(broker.url)).Producer()
        producer.publish("to all", exchange=NEWS, declare=[NEWS])
        drained(*listeners, until=lambda: all(got[office.name] for office in OFFICES))

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
        drained(*connections.values(), until=lambda: sum(map(len, got.values())) >= 12)

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

        assert heard(connection, *queues, expected=2) == ["early", "early"]
