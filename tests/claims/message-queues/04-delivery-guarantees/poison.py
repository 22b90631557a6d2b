"""A message that comes back and back."""

import pytest
from kombu import Connection, Queue

from handoff.samples.waiting import WaitTimeout, wait_until

DELIVERIES = 21  # the first, and the default limit of RabbitMQ 4: twenty more
BACK = pytest.mark.parametrize("closes", [False, True], ids=["given back", "consumer gone"])
SET_ASIDE = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "dead"}


def give_back(broker, most, closes=False, **arguments):
    """The headers of each delivery of one message that is given back each time, or whose consumer
    closes its connection instead, and what is left in the queue `dead`."""
    orders, dead = Queue("orders", queue_arguments=arguments or None), Queue("dead")
    found = []
    connection = Connection(broker.url)
    for queue in (orders, dead):
        queue(connection.default_channel).declare()
    connection.Producer().publish(7, routing_key="orders")
    while len(found) < most and (message := there(orders(connection.default_channel))):
        found.append(message.headers)
        if closes:
            connection.close()
            connection = Connection(broker.url)
        else:
            message.requeue()
    here = dead(connection.default_channel)
    letter = there(here) if len(found) < most else here.get(no_ack=True)
    connection.close()
    return found, letter


def there(queue):
    """The next message; None if none has come for some seconds."""
    got = []

    def come():
        got.append(queue.get())
        return got[-1]

    try:
        wait_until(come, "a message", timeout=8)
    except WaitTimeout:
        return None
    return got[-1]


@pytest.mark.brokers("rabbitmq")
@BACK
def test_a_quorum_queue_sets_a_message_aside_that_came_back_too_often(broker, closes):
    """A RabbitMQ 4 quorum queue with a dead-letter exchange sets a message aside there when it has
    come back after the first delivery and twenty more: given back, or its consumer gone."""
    found, letter = give_back(broker, 40, closes, **{"x-queue-type": "quorum"}, **SET_ASIDE)

    assert len(found) == DELIVERIES
    assert letter.headers["x-last-death-reason"] == "delivery_limit"


@pytest.mark.brokers("rabbitmq")
def test_a_quorum_queue_sets_a_message_aside_that_came_back_too_often__control(broker):
    """A classic queue with the same dead-letter exchange hands it out again after that."""
    found, letter = give_back(broker, 40, **{"x-queue-type": "classic"}, **SET_ASIDE)

    assert (len(found), letter) == (40, None)


@pytest.mark.brokers("rabbitmq")
def test_without_a_dead_letter_exchange_a_quorum_queue_drops_it(broker):
    """Without a dead-letter exchange, a quorum queue drops the message after as many deliveries.

    Control: With one it is set aside:
    a_quorum_queue_sets_a_message_aside_that_came_back_too_often.
    """
    found, letter = give_back(broker, 40, **{"x-queue-type": "quorum"})

    assert (len(found), letter) == (DELIVERIES, None)
    assert (broker.waiting("orders"), broker.unacknowledged("orders")) == (0, 0)


@pytest.mark.brokers("rabbitmq")
@BACK
def test_x_delivery_limit_counts_the_deliveries_after_the_first(broker, closes):
    """With x-delivery-limit at 3 a quorum queue hands a message out four times.

    Control: Without it, twenty-one times: without_a_dead_letter_exchange_a_quorum_queue_drops_it.
    """
    found, _ = give_back(broker, 40, closes, **{"x-queue-type": "quorum", "x-delivery-limit": 3})

    assert len(found) == 4


@pytest.mark.brokers("rabbitmq")
def test_a_quorum_queue_says_how_often_it_has_delivered(broker):
    """A quorum queue writes into a header how often the message has come back; kombu on Redis
    hands it out again and again, and counts nothing."""
    found, _ = give_back(broker, 4, **{"x-queue-type": "quorum"})

    assert [headers.get("x-delivery-count") for headers in found] == [None, 1, 2, 3]


@pytest.mark.brokers("valkey", "redis")
def test_a_quorum_queue_says_how_often_it_has_delivered__control(broker):
    """Kombu on Redis marks the message as redelivered, the fortieth time as the second."""
    found, _ = give_back(broker, 40)

    assert found == [{}, *[{"redelivered": True}] * 39]
