"""The order in which messages of one queue come, and what breaks it."""

import pytest
from kombu import Connection, Queue

from handoff.samples.waiting import wait_until
from tests.servers.draining import drained

EVERYWHERE = pytest.mark.brokers("valkey", "redis", "rabbitmq")
KINDS = pytest.mark.parametrize("kind", ["classic", "quorum"])


def queue_of(kind=None, **arguments):
    kinds = {"x-queue-type": kind} if kind else {}
    return Queue("orders", queue_arguments={**kinds, **arguments})


def put(connection, queue, *numbers):
    queue(connection.default_channel).declare()
    for number in numbers:
        connection.Producer().publish(number, routing_key="orders")


def get(channel):
    here, got = Queue("orders")(channel), []

    def there():
        got.append(here.get())
        return got[-1] is not None

    wait_until(there, "a message")
    return got[-1]


def after_giving_back(broker, queue):
    """The order in which four messages are done if the first one is given back once."""
    done = []
    with Connection(broker.url) as connection:
        channel = connection.default_channel
        put(connection, queue, 7, 8, 9, 10)
        first = get(channel)
        assert first.payload == 7
        first.requeue()
        for _ in range(4):
            message = get(channel)
            done.append(message.payload)
            message.ack()
    return done


@EVERYWHERE
def test_one_consumer_gets_messages_in_the_order_they_were_sent(broker):
    """One producer, one queue, one consumer, and nothing given back: first in, first out."""
    with Connection(broker.url) as connection:
        put(connection, queue_of(), *range(20))

        assert [get(connection.default_channel).payload for _ in range(20)] == [*range(20)]


@pytest.mark.brokers("valkey", "redis")
def test_on_redis_a_message_given_back_goes_behind_the_others(broker):
    """With kombu on Redis, a message that is given back comes after those that were waiting."""
    assert after_giving_back(broker, queue_of()) == [8, 9, 10, 7]


@pytest.mark.brokers("rabbitmq")
@KINDS
def test_on_redis_a_message_given_back_goes_behind_the_others__control(broker, kind):
    """RabbitMQ puts it back to its place at the front, in a classic and in a quorum queue."""
    assert after_giving_back(broker, queue_of(kind)) == [7, 8, 9, 10]


def done_by_one_consumer(broker, **options):
    """The order in which a consumer is done with four messages; it gives the first back once."""
    done, given_back = [], []

    def handle(body, message):
        if body == 7 and not given_back:
            given_back.append(body)
            message.requeue()
        else:
            done.append(body)
            message.ack()

    with Connection(broker.url) as connection:
        put(connection, queue_of(), 7, 8, 9, 10)
        wait_until(lambda: broker.waiting("orders") == 4, "all are there")
        reader = connection.Consumer(queue_of(), callbacks=[handle], **options)
        with reader:
            drained(connection, until=lambda: len(done) == 4)
    return done


@pytest.mark.brokers("rabbitmq")
def test_what_a_consumer_holds_comes_before_what_it_gives_back(broker):
    """On RabbitMQ, a consumer without a prefetch limit is done with the others it was handed before
    a message comes again that it has given back."""
    assert done_by_one_consumer(broker) == [8, 9, 10, 7]


@pytest.mark.brokers("rabbitmq")
def test_what_a_consumer_holds_comes_before_what_it_gives_back__control(broker):
    """With a prefetch count of 1 it holds no others, and the message is the next one again."""
    assert done_by_one_consumer(broker, prefetch_count=1) == [7, 8, 9, 10]


@EVERYWHERE
def test_a_second_consumer_gets_a_message_before_the_first_is_done(broker):
    """With two consumers the second message is handed out while the first is still worked on.

    So it can be done first.
    """
    with Connection(broker.url) as ann, Connection(broker.url) as bob:
        put(ann, queue_of(), 7, 8)
        at_work, quick = get(ann.default_channel), get(bob.default_channel)

        quick.ack()

        assert (at_work.payload, quick.payload, at_work.acknowledged) == (7, 8, False)
        at_work.ack()


@EVERYWHERE
def test_a_second_consumer_gets_a_message_before_the_first_is_done__control(broker):
    """A single consumer that takes one at a time gets the second when it is done with the first."""
    got, ready = [], []
    with Connection(broker.url) as connection:
        put(connection, queue_of(), 7, 8)
        reader = connection.Consumer(queue_of(), prefetch_count=1)
        reader.register_callback(lambda body, message: got.append(message))
        with reader:
            drained(connection, until=lambda: got)
            ready.append([message.payload for message in got])
            got[0].ack()
            drained(connection, until=lambda: len(got) == 2)
        ready.append([message.payload for message in got])
        got[1].ack()

    assert ready == [[7], [7, 8]]


def shared_between_two(broker, **arguments):
    """Ann and Bob consume; what each got, and what Bob got when Ann had gone."""
    queue, got = queue_of("quorum", **arguments), {"Ann": [], "Bob": []}
    with Connection(broker.url) as bob:
        with Connection(broker.url) as ann:
            connections = {"Ann": ann, "Bob": bob}
            put(ann, queue)
            for name, connection in connections.items():
                reader = connection.Consumer(queue, prefetch_count=1)
                reader.register_callback(
                    lambda body, message, name=name: (got[name].append(body), message.ack())
                )
                reader.consume()
            put(ann, queue, 7, 8, 9, 10)
            drained(ann, bob, until=lambda: sum(map(len, got.values())) == 4)
        before = {name: [*numbers] for name, numbers in got.items()}
        put(bob, queue, 11)
        drained(bob, until=lambda: 11 in got["Bob"])
    return before, got["Bob"][-1:]


@pytest.mark.brokers("rabbitmq")
def test_a_single_active_consumer_gets_everything_while_it_lives(broker):
    """With x-single-active-consumer one consumer of a RabbitMQ queue gets all messages, in order,
    and another takes over when it has gone."""
    before, after = shared_between_two(broker, **{"x-single-active-consumer": True})

    assert before == {"Ann": [7, 8, 9, 10], "Bob": []}
    assert after == [11]


@pytest.mark.brokers("rabbitmq")
def test_a_single_active_consumer_gets_everything_while_it_lives__control(broker):
    """Without it both get some."""
    before, _ = shared_between_two(broker)

    assert sorted(before["Ann"] + before["Bob"]) == [7, 8, 9, 10]
    assert before["Ann"] and before["Bob"]
