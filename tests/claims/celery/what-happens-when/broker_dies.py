"""The broker is killed, and started again."""

import pytest

from handoff.samples.waiting import wait_until
from tests.fixtures.failures import frozen

TWICE = {
    "early": "runs once",
    "late": "runs twice",
    "reject": "runs twice",
    "reserved": "runs once",
}
EMPTY = {"early": "runs once", "late": "runs once", "reject": "runs once", "reserved": "lost"}


@pytest.mark.brokers("valkey", "redis", persistence="aof")
def test_redis_back_with_its_messages(jobs):
    """Redis back with its append-only file gives out after an hour what was not acknowledged.

    The running tasks have ended meanwhile, so those acknowledged late run twice.

    Control: Without the file it has nothing to give out: redis_back_empty.
    """
    jobs.start()

    kill_redis_and_start_it(jobs)

    assert jobs.kept() == {"late", "reject", "reserved"}
    jobs.an_hour_passes()
    jobs.second()
    jobs.wait_for("late", "reject", times=2)
    assert jobs.fates() == TWICE


@pytest.mark.brokers("valkey", "redis", persistence="none")
def test_redis_back_empty(jobs):
    """Redis without persistence comes back empty: what had not begun is lost.

    Control: With an append-only file it is not: redis_back_with_its_messages.
    """
    jobs.start()

    kill_redis_and_start_it(jobs)

    jobs.second()
    assert jobs.fates() == EMPTY


@pytest.mark.brokers("valkey", "redis")
def test_a_busy_worker_gives_up_when_redis_is_killed(jobs):
    """A worker that waits for more with messages in hand gives up when Redis is killed.

    Killed between two waits of a second, it may find the way back. That is Celery 5.7; with 5.5
    and 5.6 it keeps trying to connect.
    """
    jobs.start()

    jobs.kill_redis_while_the_worker_waits()

    jobs.worker.wait_for("Unrecoverable error")
    assert "Trying again in" not in jobs.worker.log


@pytest.mark.brokers("valkey", "redis")
def test_a_busy_worker_gives_up_when_redis_is_killed__control(project):
    """A worker that holds none waits for Redis and connects again."""
    worker = project.worker(mingle=False)

    project.broker.kill()
    worker.wait_for("Connection to broker lost")
    project.broker.start()

    worker.wait_for("Connected to", times=2, timeout=120)


@pytest.mark.brokers("rabbitmq", "quorum", own=True)
def test_rabbitmq_back_with_its_messages(jobs):
    """RabbitMQ back with its messages at once gives out again what was not acknowledged.

    The sender had RabbitMQ's word that they were on disk. The running tasks go on meanwhile, so
    those acknowledged late run twice.

    Control: Where nobody kills it, each runs once: nothing_fails.
    """
    jobs.confirm()
    jobs.start()

    kill_rabbitmq_and_start_it(jobs)

    assert jobs.fates() == TWICE


@pytest.mark.brokers("rabbitmq", own=True)
def test_rabbitmq_back_empty(jobs):
    """RabbitMQ forgets messages sent with delivery_mode=1: what had not begun is lost.

    Control: With the default delivery_mode, and confirmed, it is not:
    rabbitmq_back_with_its_messages.
    """
    jobs.start(delivery_mode=1)

    kill_rabbitmq_and_start_it(jobs)

    assert jobs.fates() == EMPTY


@pytest.mark.brokers("quorum", own=True)
def test_quorum_queue_keeps_transient_messages(jobs):
    """A quorum queue writes every message to disk, delivery_mode=1 or not.

    Control: A classic queue forgets those with delivery_mode=1: rabbitmq_back_empty.
    """
    jobs.start(delivery_mode=1)

    kill_rabbitmq_and_start_it(jobs)

    assert jobs.fates() == TWICE


@pytest.mark.brokers("valkey", "redis", "rabbitmq", "quorum", own=True)
def test_broker_that_hangs_for_a_while(jobs):
    """A broker that hangs and goes on, as with a slow disk, costs time and nothing else.

    The tasks end while it hangs, so their acknowledgements wait for it.

    Control: A broker that is killed at this moment costs a second run of the late ones:
    rabbitmq_back_with_its_messages.
    """
    jobs.start()

    with frozen(jobs.broker_process):
        jobs.let_go()
        wait_until(lambda: all(map(jobs.ended, ("early", "late", "reject"))), "those running end")

    assert set(jobs.fates().values()) == {"runs once"}


def kill_redis_and_start_it(jobs):
    jobs.kill_redis_while_the_worker_waits()
    wait_until(lambda: has_noticed(jobs.worker), "the worker notices")
    jobs.broker.start()
    jobs.let_go()
    wait_until(lambda: all(map(jobs.ended, ("early", "late", "reject"))), "those running end")


def kill_rabbitmq_and_start_it(jobs):
    jobs.broker.kill()
    jobs.worker.wait_for("Connection to broker lost")
    jobs.broker.start()
    jobs.worker.wait_for("Connected to", times=2, timeout=120)


def has_noticed(worker):
    """The worker has given up, as in Celery 5.7, or tries to connect, as in 5.6."""
    return "Unrecoverable error" in worker.log or "Trying again in" in worker.log
