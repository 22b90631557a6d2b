"""A countdown, an eta and an expiry: where a task waits, and until when."""

import json
import time
from datetime import UTC, datetime

import pytest

from handoff.samples.waiting import WaitTimeout, wait_until


def stored(project, index: int = -1) -> dict:
    """A waiting message as Redis keeps it; -1 is the oldest."""
    with project.broker.client() as redis:
        return json.loads(redis.lindex("celery", index))


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_countdown_waits_in_the_same_queue(project):
    """On Redis and on RabbitMQ's classic queues, a countdown waits in the task's usual queue.

    Control: On a quorum queue it waits elsewhere in the broker:
    a_quorum_queue_lets_the_broker_hold_a_countdown.
    """
    project.tasks.say.apply_async(("later",), countdown=3600)

    with project.tasks.app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=5)
        assert message.headers["eta"] is not None
        message.reject(requeue=True)
    assert project.broker.waiting() == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_worker_holds_a_task_until_its_time(project):
    """Redis, RabbitMQ's classic queues: a worker takes a countdown at once, and runs it when due.

    Control: Of two tasks that it holds, it runs the one that is due.
    """
    project.worker(mingle=False)
    project.tasks.say("sent")
    project.tasks.say.apply_async(("tomorrow",), countdown=24 * 3600)
    project.tasks.say.apply_async(("in two seconds",), countdown=2)

    wait_until(lambda: len(project.notes) == 2, lambda: f"one is due: {project.notes}")

    sent, due = project.notes
    assert due == "in two seconds"
    assert due.at - sent.at >= 2
    assert project.broker.waiting() == 0
    [held] = project.tasks.app.control.inspect(timeout=5).scheduled().values()
    assert [entry["request"]["args"] for entry in held] == [["tomorrow"]]


@pytest.mark.brokers("valkey", "redis", "rabbitmq3")
def test_on_redis_a_worker_takes_every_countdown_there_is(project):
    """Redis, RabbitMQ 3: a worker holds more countdowns than it prefetches, and runs what is due.

    Control: On RabbitMQ 4 it does not: on_rabbitmq_4_held_countdowns_stop_a_worker.
    """
    project.worker(mingle=False)
    for _ in range(5 * PREFETCHED):
        project.tasks.say.apply_async(("tomorrow",), countdown=24 * 3600)

    project.tasks.say.delay("now")

    wait_until(lambda: project.notes == ["now"], lambda: f"it ran: {project.notes}")
    assert project.broker.waiting() == 0


@pytest.mark.brokers("valkey", "redis")
def test_an_eta_limit_stops_a_worker_on_redis_too(project):
    """With worker_eta_task_limit at 2 a worker that holds two countdowns takes nothing else.

    Control: Without the limit it does: on_redis_a_worker_takes_every_countdown_there_is.
    """
    project.write("settings.py", "worker_eta_task_limit = 2")
    worker = project.worker(mingle=False, CELERY_CONFIG_MODULE="settings")
    for _ in range(2):
        project.tasks.say.apply_async(("tomorrow",), countdown=24 * 3600)
    wait_until(lambda: worker.log.count(" received") == 2, worker.tail)

    project.tasks.say.delay("now")

    with pytest.raises(WaitTimeout):
        wait_until(lambda: project.notes, "it runs", timeout=5)
    assert project.broker.waiting() == 1
    assert worker.alive


@pytest.mark.brokers("rabbitmq")
def test_on_rabbitmq_4_held_countdowns_stop_a_worker(project):
    """On RabbitMQ 4 a worker that holds as many countdowns as it prefetches takes nothing else."""
    worker = held_by_a_worker(project, PREFETCHED)

    project.tasks.say.delay("now")

    with pytest.raises(WaitTimeout):
        wait_until(lambda: project.notes, "it runs", timeout=5)
    assert project.broker.waiting() == 1
    assert worker.alive


@pytest.mark.brokers("rabbitmq")
def test_on_rabbitmq_4_held_countdowns_stop_a_worker__control(project):
    """With one countdown fewer it takes the next task, and runs it."""
    held_by_a_worker(project, PREFETCHED - 1)

    project.tasks.say.delay("now")

    wait_until(lambda: project.notes == ["now"], lambda: f"it ran: {project.notes}")


PREFETCHED = 4  # by a worker with one slot: worker_prefetch_multiplier


def held_by_a_worker(project, number: int):
    """A worker, ready, that has received so many tasks for tomorrow."""
    worker = project.worker(mingle=False)
    for _ in range(number):
        project.tasks.say.apply_async(("tomorrow",), countdown=24 * 3600)
    wait_until(lambda: worker.log.count(" received") == number, worker.tail)
    return worker


@pytest.mark.parametrize("settings", ["", "timezone='Asia/Dhaka'", "enable_utc=False"])
def test_a_naive_eta_is_taken_for_utc(project, settings):
    """In Dhaka, datetime.now() plus a minute is six hours late, whatever `timezone` is set to.

    Control: With a time zone in it, the same eta is on time.
    """
    source = (project.folder / "tasks.py").read_text()
    project.write("tasks.py", f"{source}\napp.conf.update({settings})\n")
    program = """
        from datetime import UTC, datetime, timedelta
        from tasks import say

        minute = timedelta(minutes=1)
        say.apply_async(("naive",), eta=datetime.now() + minute)
        say.apply_async(("aware",), eta=datetime.now(UTC) + minute)
    """
    project.write("send.py", program)
    project.run("python send.py", TZ="Asia/Dhaka")
    project.worker(mingle=False)

    def scheduled() -> dict:
        answer = project.tasks.app.control.inspect(timeout=2).scheduled() or {}
        return {
            entry["request"]["args"][0]: datetime.fromisoformat(entry["eta"]).timestamp()
            for worker in answer.values()
            for entry in worker
        }

    held = wait_until(lambda: len(found := scheduled()) == 2 and found, "both are held")
    assert 0 < held["aware"] - time.time() <= 60
    assert 5.9 * 3600 < held["naive"] - held["aware"] < 6.1 * 3600


def test_a_naive_eta_in_the_past_runs_at_once(project):
    """In Lima, five hours behind UTC, an eta of datetime.now() plus an hour runs at once.

    Control: With a time zone in it, the same eta waits.
    """
    program = """
        from datetime import UTC, datetime, timedelta
        from tasks import say

        hour = timedelta(hours=1)
        say.apply_async(("aware",), eta=datetime.now(UTC) + hour)
        say.apply_async(("naive",), eta=datetime.now() + hour)
    """
    project.write("send.py", program)
    project.run("python send.py", TZ="America/Lima")

    project.worker(mingle=False)

    wait_until(lambda: project.notes == ["naive"], lambda: f"it ran: {project.notes}")


def test_an_expired_task_is_not_run(project):
    """A task that no worker took before it expired is not run, and its state is REVOKED.

    Control: A task beside it that does not expire yet is run.
    """
    handle = project.tasks.say.apply_async(("stale",), expires=0.5)
    expires = datetime.fromisoformat(stored(project)["headers"]["expires"])
    wait_until(lambda: datetime.now(UTC) > expires, "it has expired")

    worker = project.worker(mingle=False)
    project.tasks.say.apply_async(("fresh",), expires=3600)

    wait_until(lambda: project.notes == ["fresh"], lambda: f"the fresh one: {project.notes}")
    wait_until(lambda: handle.state == "REVOKED", lambda: f"{handle.state}\n{worker.log}")
