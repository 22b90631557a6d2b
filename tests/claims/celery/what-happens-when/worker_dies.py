"""The worker dies: all of it, a child of its pool, or the machine under it."""

import os
import signal

import pytest

EVERY_BROKER = pytest.mark.brokers("valkey", "redis", "rabbitmq", "quorum")
RABBITMQ = pytest.mark.brokers("rabbitmq", "quorum")
REDIS = pytest.mark.brokers("valkey", "redis")
LOST = {"early": "lost", "late": "runs again", "reject": "runs again", "reserved": "runs once"}


@EVERY_BROKER
def test_nothing_fails(jobs):
    """As long as nothing fails, each task runs once, in every mode and on every broker.

    Control: With the same two workers and the first one killed, not one of the three that it runs
    ends in it: kill_9_to_the_whole_worker_on_rabbitmq.
    """
    jobs.start()
    jobs.second()

    assert jobs.broker.waiting() == 0  # what has not begun stays in the first one's hands
    assert jobs.began("reserved") == 0
    assert set(jobs.fates().values()) == {"runs once"}


@RABBITMQ
def test_kill_9_to_the_whole_worker_on_rabbitmq(jobs):
    """After `kill -9` to a whole worker RabbitMQ at once gives out again what it had not acked.

    The task that was acknowledged early is lost.

    Control: With the same two workers and no kill, each runs once: nothing_fails.
    """
    jobs.start()

    jobs.worker.kill()

    jobs.second()
    jobs.wait_for("late", "reject", times=2)
    assert jobs.fates() == LOST


@REDIS
def test_kill_9_to_the_whole_worker_on_redis(jobs):
    """`kill -9` to a worker and its pool: Redis keeps what was not acknowledged for an hour.

    The hour passes by moving the time at which the broker says it gave the messages out.

    Control: With the same two workers and no kill, each runs once: nothing_fails.
    """
    jobs.start()

    jobs.worker.kill()

    jobs.second()
    assert jobs.kept() == {"late", "reject", "reserved"}
    assert jobs.broker.waiting() == 0
    jobs.an_hour_passes()
    jobs.second()  # a worker looks for such messages soon after its start
    jobs.wait_for("late", "reject", times=2)
    assert jobs.fates() == LOST


@EVERY_BROKER
def test_kill_9_to_a_child(jobs):
    """When a pool child is killed its task fails, late or early; only reject runs it again.

    Control: Where no child is killed, each runs once: nothing_fails.
    """
    jobs.start()

    for note in jobs.project.notes:
        os.kill(note.pid, signal.SIGKILL)

    jobs.wait_for("reject", times=2)
    assert jobs.fates() == {
        "early": "fails",
        "late": "fails",
        "reject": "runs again",
        "reserved": "runs once",
    }


@pytest.mark.slow
@RABBITMQ
def test_power_cut_on_rabbitmq(jobs):
    """A worker's machine that goes dark closes no connection: RabbitMQ waits for heartbeats.

    Nothing comes back until it misses them, minutes later, and then it all does.

    Control: Where the kernel closes the connection of the killed worker, all comes back at once:
    kill_9_to_the_whole_worker_on_rabbitmq.
    """
    jobs.start(wired=True)

    jobs.wire.silence()
    jobs.worker.kill()

    jobs.second()
    assert jobs.broker.unacknowledged() == 3
    jobs.wait_for("late", "reject", times=2, timeout=280)
    assert jobs.fates() == LOST


@REDIS
def test_power_cut_on_redis(jobs):
    """To Redis a machine that goes dark is the same as `kill -9`: an hour.

    Control: After the same silence, with the worker alive, each runs once:
    network_silent_for_a_while_on_redis.
    """
    jobs.start(wired=True)

    jobs.wire.silence()
    jobs.worker.kill()

    jobs.second()
    assert jobs.kept() == {"late", "reject", "reserved"}
    jobs.an_hour_passes()
    jobs.second()
    jobs.wait_for("late", "reject", times=2)
    assert jobs.fates() == LOST
