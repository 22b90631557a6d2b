"""The broker is killed, and started again."""

import pytest

from handoff.samples.waiting import wait_until
from tests.fixtures.failures import frozen

ALL = ("valkey", "redis", "rabbitmq", "quorum")
TWICE = {"early": "runs once", "late": "runs twice", "reject": "runs twice"}


@pytest.mark.brokers(*ALL, own=True, persistence="aof")
def test_broker_back_with_its_messages(jobs):
    """A broker that comes back with its messages gives out again what was not acknowledged.

    The running tasks go on meanwhile, so those acknowledged late run twice: RabbitMQ gives them
    out again at once, Redis with an append-only file after an hour.
    """
    jobs.start()

    restart(jobs)

    if jobs.redis:
        assert jobs.kept() == {"late", "reject", "reserved"}
        jobs.an_hour_passes()
        jobs.second()
    assert jobs.fates() == TWICE | {"reserved": "runs once"}


@pytest.mark.brokers("valkey", "redis", "rabbitmq", own=True, persistence="none")
def test_broker_back_without_its_messages(jobs):
    """A broker that keeps nothing on disk comes back empty: what had not begun is lost.

    Redis without persistence; RabbitMQ with messages sent with delivery_mode=1.
    """
    jobs.start(delivery_mode=1)

    restart(jobs)

    assert jobs.fates() == {
        "early": "runs once",
        "late": "runs once",
        "reject": "runs once",
        "reserved": "lost",
    }


@pytest.mark.brokers("quorum", own=True)
def test_quorum_queue_keeps_transient_messages(jobs):
    """A quorum queue writes every message to disk, delivery_mode=1 or not."""
    jobs.start(delivery_mode=1)

    restart(jobs)

    assert jobs.fates() == TWICE | {"reserved": "runs once"}


@pytest.mark.brokers(*ALL, own=True)
def test_broker_that_hangs_for_a_while(jobs):
    """A broker that hangs and goes on, as with a slow disk, costs time and nothing else.

    The tasks end while it hangs, so their acknowledgements wait for it.
    """
    jobs.start()

    with frozen(jobs.broker_process):
        jobs.let_go()
        wait_until(lambda: all(jobs.ended(name) for name in TWICE), "the running tasks to end")

    assert set(jobs.fates().values()) == {"runs once"}


def restart(jobs):
    jobs.broker.kill()
    jobs.worker.wait_for("Trying again in")
    jobs.broker.start()
    jobs.worker.wait_for("Connected to", times=2)
