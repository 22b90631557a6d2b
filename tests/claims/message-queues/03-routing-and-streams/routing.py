"""Which queues a message goes to, and who decides it."""

import pytest
from kombu import Connection, Exchange, Queue
from redis import Redis

from handoff.samples.waiting import wait_until
from tests.servers.draining import drained

EVERYWHERE = pytest.mark.brokers("valkey", "redis", "rabbitmq")
SHOP = Exchange("shop", type="topic")
ALL = Queue("all", SHOP, routing_key="#")


def declare(connection, *queues):
    for queue in queues:
        queue(connection.default_channel).declare()


def publish(connection, *keys, exchange=SHOP, **options):
    for key in keys:
        connection.Producer().publish(key, exchange=exchange, routing_key=key, **options)


def take(connection, name, number):
    """So many messages of a queue, as they come."""
    here, taken = Queue(name)(connection.default_channel), []

    def more():
        if message := here.get(no_ack=True):
            taken.append(message.payload)
        return len(taken) == number

    wait_until(more, lambda: f"{number} messages in {name}: {taken}")
    assert here.get(no_ack=True) is None
    return taken


def matched(broker, pattern, *keys):
    """The keys whose messages came to a queue that is bound by the pattern."""
    with Connection(broker.url) as connection:
        declare(connection, ALL, Queue("some", SHOP, routing_key=pattern))
        publish(connection, *keys)
        take(connection, "all", len(keys))  # all are there, then: whatever fits has come, too
        here, found = Queue("some")(connection.default_channel), []
        while message := here.get(no_ack=True):
            found.append(message.payload)
    return found


@EVERYWHERE
def test_every_queue_whose_binding_fits_gets_a_copy(broker):
    """Two queues whose bindings fit a message's routing key each get the message."""
    with Connection(broker.url) as connection:
        declare(
            connection,
            Queue("receipts", SHOP, routing_key="order.paid"),
            Queue("stock", SHOP, routing_key="order.paid"),
        )
        publish(connection, "order.paid")

        assert take(connection, "receipts", 1) == take(connection, "stock", 1) == ["order.paid"]


@EVERYWHERE
def test_every_queue_whose_binding_fits_gets_a_copy__control(broker):
    """A queue whose binding does not fit gets nothing."""
    with Connection(broker.url) as connection:
        declare(
            connection,
            Queue("receipts", SHOP, routing_key="order.paid"),
            Queue("stock", SHOP, routing_key="order.cancelled"),
        )
        publish(connection, "order.paid")

        assert take(connection, "receipts", 1) == ["order.paid"]
        assert take(connection, "stock", 0) == []


@EVERYWHERE
def test_without_an_exchange_the_routing_key_is_the_queues_name(broker):
    """A message that names no exchange goes to the queue that is called like its routing key.

    Control: Of two queues that are bound to nothing, the other one stays empty.
    """
    with Connection(broker.url) as connection:
        declare(connection, Queue("receipts"), Queue("stock"))
        publish(connection, "receipts", exchange="")

        assert take(connection, "receipts", 1) == ["receipts"]
        assert take(connection, "stock", 0) == []


@EVERYWHERE
def test_a_message_that_fits_no_binding_is_gone(broker):
    """A message whose routing key fits no binding is in no queue, and publishing it raises nothing.

    Control: The one that was published after it, with a key that fits, is there.
    """
    with Connection(broker.url) as connection:
        declare(connection, Queue("receipts", SHOP, routing_key="order.paid"))

        publish(connection, "order.payed", "order.paid")

        assert take(connection, "receipts", 1) == ["order.paid"]


def returned(broker, expected, **options):
    """What comes back to a sender whose message fits no binding."""
    back = []
    with Connection(broker.url) as connection:
        channel = connection.default_channel
        declare(connection, Queue("receipts", SHOP, routing_key="order.paid"))
        producer = connection.Producer(channel, on_return=lambda *args: back.append(args[2]))
        producer.publish("lost", exchange=SHOP, routing_key="order.payed", **options)
        drained(connection, until=lambda: len(back) >= expected)
    return back


@pytest.mark.brokers("rabbitmq")
def test_a_mandatory_message_comes_back_from_rabbitmq(broker):
    """Published as mandatory, a message that fits no binding comes back to its sender."""
    assert returned(broker, expected=1, mandatory=True) == ["order.payed"]


@pytest.mark.brokers("rabbitmq")
def test_a_mandatory_message_comes_back_from_rabbitmq__control(broker):
    """Without it nothing comes back."""
    assert returned(broker, expected=0) == []


@pytest.mark.brokers("valkey", "redis")
def test_kombu_ignores_mandatory_on_redis(broker):
    """With kombu on Redis a mandatory message that fits no binding is gone, too.

    Control: On RabbitMQ it comes back: a_mandatory_message_comes_back_from_rabbitmq.
    """
    with Connection(broker.url) as connection:
        declare(connection, Queue("receipts", SHOP, routing_key="order.paid"))

        publish(connection, "order.payed", "order.paid", mandatory=True)

        assert take(connection, "receipts", 1) == ["order.paid"]


@EVERYWHERE
def test_a_star_is_one_word_and_a_hash_is_any_number(broker):
    """`*` fits one word; `#` fits one word or more."""
    keys = "order.paid", "order.paid.de", "order.cancelled"

    assert matched(broker, "order.*", *keys) == ["order.paid", "order.cancelled"]
    assert matched(broker, "order.#", *keys) == [*keys]


@EVERYWHERE
def test_a_star_is_one_word_and_a_hash_is_any_number__control(broker):
    """A pattern without either fits no more than itself."""
    keys = "order.paid", "order.paid.de", "order.cancelled"

    assert matched(broker, "order.paid", *keys) == ["order.paid"]


@pytest.mark.brokers("rabbitmq")
def test_on_rabbitmq_a_hash_is_also_no_word_at_all(broker):
    """On RabbitMQ `order.#` fits `order`, too."""
    assert matched(broker, "order.#", "order", "order.paid") == ["order", "order.paid"]


@pytest.mark.brokers("valkey", "redis")
def test_on_rabbitmq_a_hash_is_also_no_word_at_all__control(broker):
    """With kombu on Redis or Valkey the same pattern needs a dot and does not fit `order`."""
    assert matched(broker, "order.#", "order", "order.paid") == ["order.paid"]


def by_header(broker):
    """The queue of a headers exchange, after a message that has the header."""
    labels = Exchange("labels", type="headers")
    wanted = {"x-match": "all", "kind": "invoice"}
    with Connection(broker.url) as connection:
        declare(connection, Queue("invoices", labels, binding_arguments=wanted))
        for kind in ("invoice", "reminder"):
            connection.Producer().publish(kind, exchange=labels, headers={"kind": kind})
        return take(connection, "invoices", 1)


@pytest.mark.brokers("valkey", "redis")
def test_kombu_has_no_headers_exchange_on_redis(broker):
    """To declare a headers exchange with kombu on Redis is a KeyError."""
    with pytest.raises(KeyError, match="headers"):
        by_header(broker)


@pytest.mark.brokers("rabbitmq")
def test_kombu_has_no_headers_exchange_on_redis__control(broker):
    """On RabbitMQ it routes by the header."""
    assert by_header(broker) == ["invoice"]


def after_forgetting(broker, forget):
    """What is in a bound queue when a second sender has published, after `forget`."""
    with Connection(broker.url) as connection:
        declare(connection, Queue("receipts", SHOP, routing_key="order.paid"))
        redis = Redis(port=broker.port, decode_responses=True)
        assert redis.scard("_kombu.binding.shop") == 1
        forget(redis)
        redis.close()
    with Connection(broker.url) as sender:
        publish(sender, "order.paid", declare=[SHOP])
        here = Queue("receipts")(sender.default_channel)
        message = here.get(no_ack=True)
        return message and message.payload


@pytest.mark.brokers("valkey", "redis")
def test_on_redis_the_sender_looks_the_bindings_up(broker):
    """With kombu on Redis, bindings are a set that each sender reads: without it, no queue."""
    assert after_forgetting(broker, lambda redis: redis.delete("_kombu.binding.shop")) is None


@pytest.mark.brokers("valkey", "redis")
def test_on_redis_the_sender_looks_the_bindings_up__control(broker):
    """With the set left alone, the sender finds the queue."""
    assert after_forgetting(broker, lambda redis: None) == "order.paid"
