import pytest
from kombu import Connection

from handoff.samples.waiting import wait_until
from tests.orders import at_work, counted, put

EVERYWHERE = pytest.mark.brokers("valkey", "redis", "rabbitmq")
RABBITMQ = pytest.mark.brokers("rabbitmq")


@EVERYWHERE
def test_a_delivered_message_stays_at_the_broker_until_it_is_acknowledged(broker):
    """A message that a consumer has taken is no longer in the line, but the broker keeps it until
    the consumer acknowledges it."""
    put(broker, "order")
    with Connection(broker.url) as connection, connection.SimpleQueue("orders") as orders:
        message = orders.get(timeout=60)
        wait_until(lambda: counted(broker) == (0, 1), lambda: f"taken and kept: {counted(broker)}")

        message.ack()

        wait_until(lambda: counted(broker) == (0, 0), lambda: f"gone: {counted(broker)}")


@EVERYWHERE
def test_a_delivered_message_stays_at_the_broker_until_it_is_acknowledged__control(broker):
    """A consumer that asked for messages without acknowledgement has the only copy."""
    put(broker, "order")
    with (
        Connection(broker.url) as connection,
        connection.SimpleQueue("orders", no_ack=True) as orders,
    ):
        assert orders.get(timeout=60).payload == "order"

        wait_until(lambda: counted(broker) == (0, 0), lambda: f"gone: {counted(broker)}")


@RABBITMQ
def test_rabbitmq_puts_the_message_of_a_killed_consumer_back(project):
    """RabbitMQ puts what a killed consumer hadn't acknowledged back into the line, although no
    other consumer asks for it, and hands it out marked as redelivered.

    Control: One that was acknowledged before the kill is gone:
    acknowledging_first_loses_what_a_crash_interrupts.
    """
    consumer = at_work(project)

    consumer.kill()

    wait_until(lambda: project.broker.waiting("orders") == 1, "it's back")
    with Connection(project.broker.url) as connection:
        message = connection.SimpleQueue("orders").get(timeout=60)
        assert message.payload == "order"
        assert message.delivery_info["redelivered"]
