"""The worker is told to stop, or is stopped as it stands."""

import signal

import pytest

from tests.fixtures.failures import frozen, terminate_group

EVERY_BROKER = pytest.mark.brokers("valkey", "redis", "rabbitmq", "quorum")


@EVERY_BROKER
def test_sigterm_to_the_worker(jobs):
    """After SIGTERM to the parent, running tasks end; then what had not begun goes back at once.

    As long as they run it stays in the worker's hands, though another worker is free.

    Control: Without SIGTERM it stays there, too, and runs in its turn: nothing_fails.
    """
    jobs.start()

    jobs.worker.signal(signal.SIGTERM)
    jobs.worker.wait_for("Warm shutdown")
    other = jobs.second()
    jobs.project.load("jobs").early.delay("later")
    jobs.wait_for("later")  # the other one takes what it can get
    assert jobs.began("reserved") == 0
    jobs.let_go()
    jobs.worker.wait()

    jobs.wait_for("reserved")
    [begun] = [note for note in jobs.project.notes if note == "began reserved"]
    assert begun.pid in [child.pid for child in other.children()]
    assert set(jobs.fates().values()) == {"runs once"}


@EVERY_BROKER
def test_sigterm_to_the_group(jobs):
    """SIGTERM to the children too: the running tasks fail; only reject goes back to the queue.

    Control: With SIGTERM to the parent alone, the running tasks end: sigterm_to_the_worker.
    """
    jobs.start()

    terminate_group(jobs.worker)
    jobs.worker.wait()

    jobs.second()
    jobs.wait_for("reject", times=2)
    assert jobs.fates() == {
        "early": "fails",
        "late": "fails",
        "reject": "runs again",
        "reserved": "runs once",
    }


@EVERY_BROKER
def test_sigquit_to_the_worker(jobs):
    """After SIGQUIT a task acknowledged early is lost, its state RETRY; the rest goes back.

    Control: After SIGTERM the running tasks end: sigterm_to_the_worker.
    """
    jobs.start()

    jobs.worker.signal(signal.SIGQUIT)
    jobs.worker.wait()

    assert jobs.state("early") == "RETRY"
    jobs.second()
    jobs.wait_for("late", "reject", times=2)
    assert jobs.fates() == {
        "early": "lost",
        "late": "runs again",
        "reject": "runs again",
        "reserved": "runs once",
    }


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", "quorum")
def test_frozen_on_rabbitmq(jobs):
    """A worker frozen for minutes and thawed: RabbitMQ has long given its late tasks to another."""
    jobs.start()

    with frozen(jobs.worker):
        jobs.second()
        assert jobs.broker.unacknowledged() == 3
        jobs.wait_for("late", "reject", times=2, timeout=280)

    assert jobs.fates() == {
        "early": "runs once",
        "late": "runs twice",
        "reject": "runs twice",
        "reserved": "runs once",
    }


@pytest.mark.brokers("rabbitmq", "quorum")
def test_frozen_on_rabbitmq__control(jobs):
    """Frozen for less than a heartbeat, it goes on, and each runs once."""
    jobs.start()

    with frozen(jobs.worker):
        jobs.second()

    assert set(jobs.fates().values()) == {"runs once"}


@pytest.mark.brokers("valkey", "redis")
def test_frozen_on_redis(jobs):
    """A worker frozen for an hour and thawed: Redis has given its late tasks to another."""
    jobs.start()

    with frozen(jobs.worker):
        jobs.second()
        assert jobs.kept() == {"late", "reject", "reserved"}
        jobs.an_hour_passes()
        jobs.second()
        jobs.wait_for("late", "reject", times=2)

    assert jobs.fates() == {
        "early": "runs once",
        "late": "runs twice",
        "reject": "runs twice",
        "reserved": "runs twice",
    }


@pytest.mark.brokers("valkey", "redis")
def test_frozen_on_redis__control(jobs):
    """Frozen for less than an hour, it goes on, and each runs once."""
    jobs.start()

    with frozen(jobs.worker):
        jobs.second()

    assert set(jobs.fates().values()) == {"runs once"}
