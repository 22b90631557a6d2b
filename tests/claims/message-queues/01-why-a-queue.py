import socket

import pytest
from kombu import Connection

from handoff.samples.ports import free_port
from handoff.samples.waiting import wait_until

EVERYWHERE = pytest.mark.brokers("valkey", "redis", "rabbitmq")


def put(broker, *bodies, name="orders"):
    with Connection(broker.url) as connection, connection.SimpleQueue(name) as orders:
        for body in bodies:
            orders.put(body)


def ended(project):
    return [note.split()[1] for note in project.notes if note.startswith("ended")]


@EVERYWHERE
def test_putting_returns_before_any_work_is_done(project):
    """A producer that puts its messages on a queue is done before any of them is worked on, even
    where nobody is there to do the work."""
    put(project.broker, 1, 2, 3)

    assert project.notes == []
    project.process("python consumer.py orders")
    wait_until(lambda: ended(project) == ["1", "2", "3"], lambda: f"all three: {project.notes}")


def test_putting_returns_before_any_work_is_done__control(project):
    """A program that calls the function itself gets past the call only when the work is done."""
    project.write("calls.py", "import consumer\nconsumer.work(1)\nconsumer.note('called')\n")

    project.run("python calls.py")

    assert project.notes == ["began 1", "ended 1", "called"]


@EVERYWHERE
def test_messages_wait_until_a_consumer_comes(project):
    """Messages wait in the queue while no consumer runs, and the first one that starts gets them.

    Control: Once the consumer runs, a new message does not wait.
    """
    put(project.broker, 1, 2)
    wait_until(lambda: project.broker.waiting("orders") == 2, "both wait")
    assert project.notes == []

    project.process("python consumer.py orders")
    wait_until(lambda: ended(project) == ["1", "2"], lambda: f"both: {project.notes}")

    put(project.broker, 3)
    wait_until(lambda: ended(project) == ["1", "2", "3"], lambda: f"the third: {project.notes}")
    assert project.broker.waiting("orders") == 0


@EVERYWHERE
def test_the_producer_goes_on_while_the_consumer_is_dead(project):
    """A consumer that is killed goes unnoticed by the producer: it puts further messages as before,
    and the next consumer works them off."""
    consumer = project.process("python consumer.py orders")
    put(project.broker, "before")
    wait_until(lambda: ended(project) == ["before"], "the consumer works")
    wait_until(lambda: project.broker.unacknowledged("orders") == 0, "it is done")
    consumer.kill()

    put(project.broker, "meanwhile", "later")

    project.process("python consumer.py orders")
    done = ["before", "meanwhile", "later"]
    wait_until(lambda: ended(project) == done, lambda: f"all: {project.notes}")


def test_the_producer_goes_on_while_the_consumer_is_dead__control():
    """A program that calls the other one directly is refused once that one is dead."""
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        socket.create_connection(("127.0.0.1", port)).close()

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


@EVERYWHERE
def test_consumers_of_one_queue_share_its_messages(project):
    """Two consumers that read one queue, one message at a time, share its messages: each message
    goes to one of them, and both have work."""
    for _ in range(2):
        project.process("python consumer.py orders")
    (project.folder / "hold").touch()
    put(project.broker, *range(10))
    wait_until(lambda: len(project.notes) == 2, lambda: f"both work: {project.notes}")
    (project.folder / "hold").unlink()

    wait_until(lambda: len(ended(project)) == 10, lambda: f"all ten: {project.notes}")

    assert sorted(ended(project), key=int) == [str(number) for number in range(10)]
    assert len({note.pid for note in project.notes}) == 2


@EVERYWHERE
def test_consumers_of_one_queue_share_its_messages__control(project):
    """With a queue each, filled alike, both get every message."""
    for name in ("one", "two"):
        project.process(f"python consumer.py {name}")
        put(project.broker, *range(10), name=name)

    wait_until(lambda: len(ended(project)) == 20, lambda: f"ten each: {project.notes}")
    assert sorted(ended(project), key=int) == [str(number // 2) for number in range(20)]


@EVERYWHERE
def test_a_queue_that_fills_faster_than_it_empties_grows(broker):
    """As long as two messages come for each one that is taken, the queue grows by one each time.

    Control: With one coming for each one taken, it stays as long as it was.
    """
    with Connection(broker.url) as connection, connection.SimpleQueue("orders") as orders:

        def after(coming):
            before = broker.waiting("orders")
            for _ in range(coming):
                orders.put("order")
            wait_until(lambda: broker.waiting("orders") == before + coming, "they have arrived")
            orders.get_nowait().ack()
            return broker.waiting("orders")

        longer = [after(coming=2) for _ in range(5)]
        as_long = [after(coming=1) for _ in range(5)]

    assert longer == [1, 2, 3, 4, 5]
    assert as_long == [5, 5, 5, 5, 5]


CRASHES = """
    import os
    import queue
    import signal

    from kombu import Connection

    own = queue.Queue()
    with Connection(os.environ["BROKER_URL"]) as broker, broker.SimpleQueue("orders") as orders:
        for number in range(3):
            own.put(number)
            orders.put(number)
        print(own.qsize(), "in memory", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@EVERYWHERE
def test_a_brokers_queue_outlives_the_program_that_filled_it(project):
    """What a program has put on a broker's queue is still there when the program is killed and
    started again.

    Control: What it put on a `queue.Queue` in its own memory is gone.
    """
    project.write("crashes.py", CRASHES)

    assert project.run("python crashes.py", code=-9) == "3 in memory\n"
    wait_until(lambda: project.broker.waiting("orders") == 3, "the broker has three")

    assert project.run("python crashes.py", code=-9) == "3 in memory\n"
    wait_until(lambda: project.broker.waiting("orders") == 6, "the broker has those, too")
