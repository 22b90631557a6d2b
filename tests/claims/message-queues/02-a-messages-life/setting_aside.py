import pytest
from kombu import Connection, Exchange, Queue

from handoff.samples.waiting import wait_until
from tests.orders import counted, put

EVERYWHERE = pytest.mark.brokers("valkey", "redis", "rabbitmq")
RABBITMQ = pytest.mark.brokers("rabbitmq")


@EVERYWHERE
def test_a_rejected_message_is_gone(broker):
    """A message that's rejected on a plain queue is gone.

    Control: One that's rejected with `requeue` is back in the line.
    """

    def left(requeue):
        put(broker, "order")
        with Connection(broker.url) as connection, connection.SimpleQueue("orders") as orders:
            orders.get_nowait().reject(requeue=requeue)
            wait_until(lambda: broker.unacknowledged("orders") == 0, "it's done with")
        return broker.waiting("orders")

    assert left(requeue=False) == 0
    assert left(requeue=True) == 1


@EVERYWHERE
def test_a_requeued_message_is_marked_as_redelivered(broker):
    """A message that was requeued is handed out again, and marked as redelivered.

    Control: At its first delivery it has no such mark.
    """
    put(broker, "order")
    with Connection(broker.url) as connection, connection.SimpleQueue("orders") as orders:
        first = orders.get(timeout=60)
        assert not first.delivery_info.get("redelivered")

        first.requeue()

        again = orders.get(timeout=60)
        assert again.payload == first.payload
        assert again.delivery_info["redelivered"]


def dead_lettered(broker, arguments, end):
    """How many wait in the dead-letter queue, once the message has come to its end."""
    dead = Exchange("dead", type="fanout")
    failed = Queue("failed", dead)
    orders = Queue("orders", routing_key="orders", queue_arguments=arguments)
    with Connection(broker.url) as connection:
        failed(connection.default_channel).declare()
        with connection.SimpleQueue(orders) as incoming:
            incoming.put("order")
            wait_until(lambda: broker.waiting("orders") or broker.waiting("failed"), "it's there")
            end(incoming)
    return broker.waiting("failed")


def reject(orders):
    orders.get(timeout=60).reject()
    orders.put("another")
    orders.get(timeout=60).ack()  # so the broker has seen the rejection, too


@RABBITMQ
def test_rabbitmq_sets_a_rejected_message_aside(broker):
    """A RabbitMQ queue with a dead-letter exchange passes on what's rejected."""
    arguments = {"x-dead-letter-exchange": "dead"}

    dead_lettered(broker, arguments, reject)

    wait_until(lambda: broker.waiting("failed") == 1, "it's set aside")


@RABBITMQ
def test_rabbitmq_sets_a_rejected_message_aside__control(broker):
    """Without that argument, what's rejected is dropped."""
    assert dead_lettered(broker, {}, reject) == 0
    assert counted(broker) == (0, 0)


def wait_out(orders):
    """Nobody takes it, for ten times as long as it may wait."""
    import time

    time.sleep(1)


@RABBITMQ
def test_rabbitmq_sets_an_expired_message_aside(broker):
    """A RabbitMQ queue with a time to live and a dead-letter exchange passes on what nobody took in
    time."""
    arguments = {"x-dead-letter-exchange": "dead", "x-message-ttl": 100}

    dead_lettered(broker, arguments, lambda orders: None)

    wait_until(lambda: broker.waiting("failed") == 1, "it's set aside")
    assert broker.waiting("orders") == 0


@RABBITMQ
def test_rabbitmq_sets_an_expired_message_aside__control(broker):
    """Without a time to live, it waits where it was put."""
    assert dead_lettered(broker, {"x-dead-letter-exchange": "dead"}, wait_out) == 0
    assert broker.waiting("orders") == 1


@RABBITMQ
def test_a_queues_arguments_cannot_be_changed(broker):
    """Declaring a RabbitMQ queue anew with a dead-letter exchange, where it was made without, is
    refused.

    Control: Declaring it anew as it was is fine.
    """
    as_it_was = Queue("orders", routing_key="orders")
    changed = Queue("orders", queue_arguments={"x-dead-letter-exchange": "dead"})
    with Connection(broker.url) as connection:
        as_it_was(connection.channel()).declare()
        as_it_was(connection.channel()).declare()

        with pytest.raises(connection.channel_errors, match="PRECONDITION_FAILED"):
            changed(connection.channel()).declare()


COPIES = """
    import os
    import signal
    import sys

    from kombu import Connection

    with Connection(os.environ["BROKER_URL"]) as broker:
        orders, failed = broker.SimpleQueue("orders"), broker.SimpleQueue("failed")
        message = orders.get(timeout=60)
        if "ack" in sys.argv:
            message.ack()
        else:
            failed.put(message.payload)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@EVERYWHERE
def test_setting_aside_before_acknowledging_loses_nothing(project):
    """A consumer that copies a message to another queue and is killed before it acknowledges leaves
    two: the copy, and the message itself.

    Control: Acknowledged first and killed before the copy, there is none.
    """
    broker = project.broker
    project.write("copies.py", COPIES)
    put(broker, "order")

    project.run("python copies.py ack", code=-9)
    wait_until(lambda: counted(broker) == (0, 0), lambda: f"none: {counted(broker)}")
    assert broker.waiting("failed") == 0

    put(broker, "order")
    project.run("python copies.py", code=-9)
    wait_until(lambda: broker.waiting("failed") == 1, "the copy")
    assert sum(counted(broker)) == 1
