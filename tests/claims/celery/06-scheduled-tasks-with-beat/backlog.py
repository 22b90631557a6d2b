"""What becomes of beat's messages while no worker runs, and while the broker is away."""

import pytest

from handoff.samples.waiting import wait_until

EVERY_SECOND = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.beat_schedule = {"tick": {"task": "tasks.tick", "schedule": 1.0}}


    @app.task
    def tick():
        note("ran")
"""
SENT = "Sending due task tick"
FAILED = "ERROR/MainProcess] Message Error"


def pile_up(project, source):
    """Beat sends four messages or more, nobody runs them, and beat is stopped."""
    project.write("tasks.py", source)
    beat = project.beat()
    wait_until(lambda: project.broker.waiting() >= 4, "four messages")
    beat.stop()
    return beat


@pytest.mark.brokers("valkey", "rabbitmq")
def test_messages_pile_up_and_then_run_in_a_burst(project):
    """While no worker runs, beat's messages pile up; the next worker runs them all at once.

    At once: the runs take less than half of the time over which they were sent.
    """
    pile_up(project, EVERY_SECOND)

    project.worker()

    wait_until(lambda: len(project.notes) >= 4, lambda: f"four runs: {project.notes}")
    first, *_, last = project.notes
    sending = 3.0  # seconds: three intervals lie between four messages
    assert last.at - first.at < sending / 2


def test_messages_pile_up_and_then_run_in_a_burst__control(project):
    """With a worker up from the start, each runs when it is sent, a second after the other."""
    project.write("tasks.py", EVERY_SECOND)
    project.worker()
    project.beat()

    wait_until(lambda: len(project.notes) >= 7, lambda: f"seven runs: {project.notes}")
    sending = 6.0  # seconds: six intervals lie between seven messages
    assert project.notes[6].at - project.notes[0].at > sending / 2


EXPIRING = EVERY_SECOND.replace("1.0}", '1.0, "options": {"expires": 0.5}}')


def test_expired_messages_are_thrown_away_unrun(project):
    """With `expires` a worker that comes late discards the old messages instead of running them."""
    pile_up(project, EXPIRING)

    worker = project.worker()

    worker.wait_for("Discarding revoked task", times=3)
    wait_until(lambda: project.broker.waiting() == 0, "an empty queue")
    assert len(project.notes) <= 1  # the newest may still have been fresh


def test_expired_messages_are_thrown_away_unrun__control(project):
    """With an expiry that has not passed yet, they all run."""
    pile_up(project, EXPIRING.replace("0.5", "3600"))

    worker = project.worker()

    wait_until(lambda: len(project.notes) >= 4, lambda: f"four runs: {project.notes}")
    assert "Discarding" not in worker.log


@pytest.mark.brokers("valkey", "rabbitmq", own=True)
def test_sends_that_fall_due_while_the_broker_is_down_are_lost(project):
    """Beat logs an error for a send that is refused, drops that run and goes on.

    The broker is killed and comes back. Three intervals later the messages of the refused sends
    are still missing from the queue: none was sent later. (The kill may fall into one send, whose
    message is there although it was logged as an error; RabbitMQ may lose what was sent before.)
    """
    project.write("tasks.py", EVERY_SECOND)
    beat = project.beat()
    wait_until(lambda: project.broker.waiting() >= 1, "one message")

    project.broker.kill()
    beat.wait_for(FAILED, times=3)
    project.broker.start()

    before = project.broker.waiting()
    wait_until(lambda: project.broker.waiting() >= before + 3, "beat sends again")
    beat.stop()
    missing = beat.log.count(SENT) - project.broker.waiting()
    assert missing >= beat.log.count(FAILED) - 1 >= 2


def test_sends_that_fall_due_while_the_broker_is_down_are_lost__control(project):
    """While the broker is up every send that is logged is in the queue."""
    beat = pile_up(project, EVERY_SECOND)

    assert FAILED not in beat.log
    assert project.broker.waiting() == beat.log.count(SENT)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_long_countdown_sits_in_the_memory_of_one_worker(project):
    """A message with a countdown leaves the queue at once and waits inside the worker.

    On Redis and on a classic queue of RabbitMQ.
    """
    result = project.tasks.say.apply_async(("late",), countdown=3600)
    wait_until(lambda: project.broker.waiting() == 1, "one message")

    worker = project.worker()
    worker.wait_for("received")

    wait_until(lambda: project.broker.waiting() == 0, "an empty queue")
    (held,) = project.tasks.app.control.inspect().scheduled().values()
    assert [entry["request"]["id"] for entry in held] == [result.id]
    assert project.broker.unacknowledged() == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_long_countdown_sits_in_the_memory_of_one_worker__control(project):
    """Without a countdown the worker runs it, and holds nothing."""
    project.tasks.say.delay("now")

    project.worker()

    wait_until(lambda: project.notes == ["now"], lambda: f"one run: {project.notes}")
    assert project.broker.unacknowledged() == 0
    assert [*project.tasks.app.control.inspect().scheduled().values()] == [[]]
