import pytest
from kombu import Connection, Exchange, Queue

from handoff.samples.waiting import wait_until

EVERYWHERE = pytest.mark.brokers("valkey", "redis", "rabbitmq")
REDIS = pytest.mark.brokers("valkey", "redis")
RABBITMQ = pytest.mark.brokers("rabbitmq")


def put(broker, *bodies, name="orders"):
    with Connection(broker.url) as connection, connection.SimpleQueue(name) as queue:
        for body in bodies:
            queue.put(body)
    wait_until(lambda: broker.waiting(name) == len(bodies), "they have arrived")


def at_work(project, *options):
    """A consumer that has taken the one message and won't be done with it."""
    (project.folder / "hold").touch()
    put(project.broker, "order")
    consumer = project.process(" ".join(["python consumer.py orders", *options]))
    wait_until(lambda: project.notes == ["began order"], "it works")
    return consumer


def counted(broker):
    return broker.waiting("orders"), broker.unacknowledged("orders")


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


def backdate(broker, minutes):
    """What consumers have taken, they took so many minutes earlier."""
    with broker.client() as client:
        for tag, taken in client.zrange("unacked_index", 0, -1, withscores=True):
            client.zadd("unacked_index", {tag: taken - minutes * 60})


def taken(broker, tries):
    """What a new consumer gets; it looks for overdue messages between two short waits."""
    with Connection(broker.url) as connection, connection.SimpleQueue("orders") as orders:
        for _ in range(tries):
            try:
                message = orders.get(timeout=0.5)
            except orders.Empty:
                continue
            message.ack()
            return message
    return None


@REDIS
def test_redis_keeps_the_message_of_a_killed_consumer_for_an_hour(project):
    """On Redis, with kombu's defaults, what a killed consumer hadn't acknowledged goes to nobody
    for an hour.

    A consumer starts 55 minutes after the first one took the message (the time that kombu noted in
    Redis is put back), and another one after 65.

    Control: After 65 minutes the new consumer gets it, marked as redelivered.
    """
    at_work(project).kill()
    backdate(project.broker, 55)
    assert taken(project.broker, tries=25) is None
    assert counted(project.broker) == (0, 1)

    backdate(project.broker, 10)
    message = taken(project.broker, tries=100)

    assert message.payload == "order"
    assert message.delivery_info["redelivered"]


@REDIS
def test_a_consumer_in_one_long_wait_looks_for_nothing_overdue(project):
    """A kombu consumer that waits for fifteen seconds in one `get` leaves a message of Redis that
    has long been overdue where it is.

    Control: One that waits for half a second at a time gets it.
    """
    at_work(project).kill()
    backdate(project.broker, 65)
    with Connection(project.broker.url) as connection:
        orders = connection.SimpleQueue("orders")
        with pytest.raises(orders.Empty):
            orders.get(timeout=15)
    assert counted(project.broker) == (0, 1)

    assert taken(project.broker, tries=30).payload == "order"


@REDIS
def test_a_consumer_that_closes_gives_its_messages_back(broker):
    """A consumer on Redis that closes its connection puts what it hadn't acknowledged back."""
    put(broker, "order")
    with Connection(broker.url) as connection:
        connection.SimpleQueue("orders").get(timeout=60)
        assert counted(broker) == (0, 1)

    assert counted(broker) == (1, 0)


@REDIS
def test_a_consumer_that_closes_gives_its_messages_back__control(project):
    """One that's killed puts nothing back."""
    at_work(project).kill()

    assert counted(project.broker) == (0, 1)


@EVERYWHERE
def test_acknowledging_first_loses_what_a_crash_interrupts(project):
    """A consumer that acknowledges before it works and is killed at work takes the message with it:
    the broker has nothing left."""
    at_work(project, "first").kill()

    wait_until(lambda: counted(project.broker) == (0, 0), lambda: f"{counted(project.broker)}")
    assert project.notes == ["began order"]


@EVERYWHERE
def test_acknowledging_first_loses_what_a_crash_interrupts__control(project):
    """One that acknowledges after its work leaves the message at the broker."""
    at_work(project).kill()

    wait_until(lambda: sum(counted(project.broker)) == 1, lambda: f"{counted(project.broker)}")
    assert project.notes == ["began order"]


@EVERYWHERE
def test_working_first_does_it_again_after_a_crash(project):
    """A consumer that's killed between its work and the acknowledgement has done the work, and it's
    done once more.

    On Redis the hour is put back, so that the second consumer gets it at once.

    Control: Acknowledged before the work, it isn't done again.
    """
    repeated, once = (done(project, *options) for options in ([], ["first"]))

    assert repeated == ["ended order", "ended order"]
    assert once == ["ended order"]


KILLED = """
    import os
    import signal
    import sys

    import consumer


    def work(body):
        consumer.note("ended", body)
        os.kill(os.getpid(), signal.SIGKILL)


    consumer.work = work
    consumer.take("orders", "first" in sys.argv)
"""


def done(project, *options):
    """What is done of one order in all, where the first consumer is killed right after its work."""
    (project.folder / "notes.txt").unlink(missing_ok=True)
    project.write("killed.py", KILLED)
    put(project.broker, "order")
    words = " ".join(["python killed.py", *options])
    project.run(words, code=-9)
    if hasattr(project.broker, "client"):
        backdate(project.broker, 65)
    wait_until(lambda: sum(counted(project.broker)) == (0 if options else 1), "the kill is noticed")
    if message := taken(project.broker, tries=10 if options else 100):
        project.run(f"python -c \"import consumer; consumer.note('ended', '{message.payload}')\"")
    return project.notes


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
