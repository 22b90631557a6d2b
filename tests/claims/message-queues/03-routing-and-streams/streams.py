"""Streams: a log that stays, read by groups that remember where they are."""

import pytest
from kombu import Connection, Consumer, Queue
from redis import Redis

from handoff.samples.waiting import wait_until
from tests.servers.draining import drained

REDIS = pytest.mark.brokers("valkey", "redis")


@pytest.fixture
def redis(broker):
    client = Redis(port=broker.port, decode_responses=True, protocol=2)
    yield client
    client.close()


def add(redis, *numbers, **options):
    for number in numbers:
        redis.xadd("orders", {"number": number}, **options)


def read(redis, group, consumer, count=10):
    """Entries that nobody in the group has had yet: (id, number), …"""
    streams = redis.xreadgroup(group, consumer, {"orders": ">"}, count)
    return [(entry, int(fields["number"])) for _, entries in streams for entry, fields in entries]


def numbers(redis, group, consumer, count=10):
    return [number for _, number in read(redis, group, consumer, count)]


@REDIS
def test_an_acknowledged_entry_stays_in_the_stream(redis):
    """An entry of a stream that a group has read and acknowledged is still in the stream."""
    add(redis, 7)
    redis.xgroup_create("orders", "receipts", id="0")

    [(entry, _)] = read(redis, "receipts", "Ann")
    assert redis.xack("orders", "receipts", entry) == 1

    assert redis.xlen("orders") == 1


@REDIS
def test_an_acknowledged_entry_stays_in_the_stream__control(broker, redis):
    """A message of a queue is gone once it is acknowledged."""
    with Connection(broker.url) as connection, connection.SimpleQueue("orders-queue") as queue:
        queue.put(7)
        assert redis.llen("orders-queue") == 1

        queue.get(timeout=10).ack()

        assert redis.llen("orders-queue") == redis.hlen("unacked") == 0


@REDIS
def test_each_group_gets_every_entry_and_its_consumers_share_them(redis):
    """Each consumer group gets every entry, and each entry goes to one consumer of the group.

    Control: Two consumers of one group share what two groups each get whole.
    """
    add(redis, 7, 8, 9, 10)
    for group in ("receipts", "audit"):
        redis.xgroup_create("orders", group, id="0")

    ann, bob = numbers(redis, "receipts", "Ann", 2), numbers(redis, "receipts", "Bob", 10)

    assert (ann, bob) == ([7, 8], [9, 10])
    assert numbers(redis, "audit", "Cleo") == [7, 8, 9, 10]
    assert numbers(redis, "receipts", "Ann") == []


@REDIS
def test_a_group_made_later_can_begin_at_the_first_entry(redis):
    """A group that is made at `0` gets what was added before it was made."""
    add(redis, 7, 8)
    redis.xgroup_create("orders", "fraud", id="0")
    add(redis, 9)

    assert numbers(redis, "fraud", "Dora") == [7, 8, 9]


@REDIS
def test_a_group_made_later_can_begin_at_the_first_entry__control(redis):
    """One that is made at `$` gets only what comes later."""
    add(redis, 7, 8)
    redis.xgroup_create("orders", "fraud", id="$")
    add(redis, 9)

    assert numbers(redis, "fraud", "Dora") == [9]


def after_anns_death(broker, redis):
    """Ann has read two entries, and her connection is gone; Bob has read what was new to him."""
    redis.xgroup_create("orders", "receipts", id="0", mkstream=True)
    add(redis, 7, 8, 9)
    ann = Redis(port=broker.port, decode_responses=True, protocol=2)
    assert numbers(ann, "receipts", "Ann", 2) == [7, 8]
    ann.close()
    wait_until(lambda: len(redis.client_list()) == 1, "her connection is gone")
    return numbers(redis, "receipts", "Bob")


@REDIS
def test_entries_of_a_dead_consumer_wait_until_somebody_claims_them(broker, redis):
    """What a dead consumer has not acknowledged stays pending in its name, and no other gets it."""
    assert after_anns_death(broker, redis) == [9]

    assert numbers(redis, "receipts", "Bob") == []
    pending = redis.xpending_range("orders", "receipts", "-", "+", 10, "Ann")
    assert [one["times_delivered"] for one in pending] == [1, 1]


@REDIS
def test_entries_of_a_dead_consumer_wait_until_somebody_claims_them__control(broker, redis):
    """Claimed by another, they go to that one, and their count of deliveries grows."""
    after_anns_death(broker, redis)

    _, claimed, _ = redis.xautoclaim("orders", "receipts", "Bob", min_idle_time=0)

    assert [fields["number"] for _, fields in claimed] == ["7", "8", "9"]
    pending = redis.xpending_range("orders", "receipts", "-", "+", 10)
    assert [one["consumer"] for one in pending] == ["Bob"] * 3
    assert [one["times_delivered"] for one in pending] == [2, 2, 2]


@REDIS
def test_a_limit_on_a_stream_drops_entries_that_nobody_has_read(redis):
    """With MAXLEN, adding drops the oldest entries, even if a group has not read them."""
    redis.xgroup_create("orders", "receipts", id="0", mkstream=True)

    add(redis, 7, 8, 9, 10, maxlen=2, approximate=False)

    assert numbers(redis, "receipts", "Ann") == [9, 10]


@REDIS
def test_a_limit_on_a_stream_drops_entries_that_nobody_has_read__control(redis):
    """Without it, all are read."""
    redis.xgroup_create("orders", "receipts", id="0", mkstream=True)

    add(redis, 7, 8, 9, 10)

    assert numbers(redis, "receipts", "Ann") == [7, 8, 9, 10]


def read_twice(broker, kind, expected):
    """What two consumers, one after the other, get of a queue of that type."""
    queue = Queue(
        "orders",
        queue_arguments={"x-queue-type": kind},
        consumer_arguments={"x-stream-offset": "first"} if kind == "stream" else None,
    )
    with Connection(broker.url, transport_options={"confirm_publish": True}) as connection:
        queue(connection.default_channel).declare()
        for number in (7, 8):
            connection.Producer().publish(number, routing_key="orders")
        return [read_all(connection, queue, number) for number in expected]


def read_all(connection, queue, expected):
    got = []

    def keep(body, message):
        got.append(body)
        message.ack()

    with (
        connection.channel() as channel,
        Consumer(channel, queue, callbacks=[keep], prefetch_count=10),
    ):
        drained(connection, until=lambda: len(got) >= expected)
    return got


@pytest.mark.brokers("rabbitmq")
def test_a_stream_of_rabbitmq_can_be_read_twice(broker):
    """Two consumers of a RabbitMQ stream that start at its first message both get all of it."""
    assert read_twice(broker, "stream", expected=(2, 2)) == [[7, 8], [7, 8]]


@pytest.mark.brokers("rabbitmq")
def test_a_stream_of_rabbitmq_can_be_read_twice__control(broker):
    """Of a quorum queue the second gets nothing, once the first has acknowledged."""
    assert read_twice(broker, "quorum", expected=(2, 0)) == [[7, 8], []]
