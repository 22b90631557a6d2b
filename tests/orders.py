"""What experiments with a queue of orders share: put some in, count what is where."""

from kombu import Connection

from handoff.samples.waiting import wait_until


def put(broker, *bodies, name="orders"):
    with Connection(broker.url) as connection, connection.SimpleQueue(name) as queue:
        for body in bodies:
            queue.put(body)
    wait_until(lambda: broker.waiting(name) == len(bodies), "they have arrived")


def counted(broker):
    """How many wait, and how many are with a consumer."""
    return broker.waiting("orders"), broker.unacknowledged("orders")


def at_work(project, *options):
    """A consumer that has taken the one message and won't be done with it."""
    (project.folder / "hold").touch()
    put(project.broker, "order")
    consumer = project.process(" ".join(["python consumer.py orders", *options]))
    wait_until(lambda: project.notes == ["began order"], "it works")
    return consumer
