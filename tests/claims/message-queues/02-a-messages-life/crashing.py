import pytest
from kombu import Connection

from handoff.samples.waiting import wait_until
from tests.orders import at_work, counted, put

EVERYWHERE = pytest.mark.brokers("valkey", "redis", "rabbitmq")
REDIS = pytest.mark.brokers("valkey", "redis")


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
