"""How many messages one consumer holds."""

import pytest
from kombu import Connection, Queue

from handoff.samples.waiting import wait_until
from tests.servers.draining import drained

EVERYWHERE = pytest.mark.brokers("valkey", "redis", "rabbitmq")


def handed_out(broker, number, expected, **options):
    """Of so many messages, how many come to a consumer that finishes none."""
    got = []
    with Connection(broker.url) as connection:
        queue = Queue("orders")
        queue(connection.default_channel).declare()
        for each in range(number):
            connection.Producer().publish(each, routing_key="orders")
        wait_until(lambda: broker.waiting("orders") == number, "all are there")
        reader = connection.Consumer(queue, **options)
        reader.register_callback(lambda body, message: got.append(body))
        with reader:
            drained(connection, until=lambda: len(got) >= expected)
        return len(got)


@EVERYWHERE
def test_without_a_prefetch_limit_one_consumer_is_handed_everything(broker):
    """A consumer without a prefetch count is handed every message there is."""
    assert handed_out(broker, 50, expected=50) == 50


@EVERYWHERE
def test_without_a_prefetch_limit_one_consumer_is_handed_everything__control(broker):
    """With a prefetch count of 5 it is handed 5, until it acknowledges one."""
    assert handed_out(broker, 50, expected=5, prefetch_count=5) == 5


@EVERYWHERE
def test_a_prefetch_limit_does_not_bind_who_acknowledges_nothing(broker):
    """With no_ack a consumer is handed every message, whatever its prefetch count.

    Control: With acknowledgements it is handed as many as that:
    without_a_prefetch_limit_one_consumer_is_handed_everything.
    """
    assert handed_out(broker, 50, expected=50, prefetch_count=5, no_ack=True) == 50
