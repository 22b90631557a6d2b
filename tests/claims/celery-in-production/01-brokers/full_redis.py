"""A Redis that has no memory left, and one that makes room by itself."""

import base64
import json
from contextlib import suppress

import pytest
from redis.exceptions import OutOfMemoryError

from handoff.samples.waiting import wait_until

HOLD = """
    import time
    from pathlib import Path
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.task_ignore_result = True

    @app.task
    def hold():
        note("started")
        while not Path("go").exists():
            time.sleep(0.05)

    @app.task
    def pack(order):
        note(order)
"""
SEND = "from tasks import pack; pack.delay('new')"


def fill(broker, room=300_000):
    """Take all memory and some more, so that Redis stays full while a worker empties queues."""
    with broker.client(database=5) as client:
        client.config_set("maxmemory", client.info("memory")["used_memory"] + room)
        for size in (1000, 1):
            with suppress(OutOfMemoryError):
                for number in range(10_000):
                    client.set(f"cache:{size}:{number}", "x" * size)
        client.config_set("maxmemory", client.info("memory")["used_memory"] - 100_000)


@pytest.mark.brokers("valkey", "redis")
def test_a_full_redis_stops_senders_and_starting_workers(project):
    """When Redis has no memory left, `.delay()` raises OperationalError, and a worker that starts
    ends before it takes anything."""
    project.write("tasks.py", HOLD)
    project.write("send.py", SEND)
    project.run("python send.py")
    fill(project.broker)

    said = project.run("python send.py", code=1)
    worker = project.worker(ready=False)
    worker.wait_for("OutOfMemoryError")

    assert "OperationalError" in said and "used memory > 'maxmemory'" in said
    assert worker.wait(60) != 0
    assert "Unrecoverable error" in worker.log and " ready." not in worker.log
    assert (project.notes, project.broker.waiting()) == ([], 1)


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_a_full_redis_stops_senders_and_starting_workers__control(project):
    """With room again, the same two do their work."""
    project.write("tasks.py", HOLD)
    project.write("send.py", SEND)
    project.run("python send.py")
    fill(project.broker)
    with project.broker.client() as client:
        client.config_set("maxmemory", 0)

    project.run("python send.py")
    project.worker(mingle=False)

    wait_until(lambda: project.notes == ["new", "new"], lambda: f"{project.notes}")


def orders_after_a_busy_spell(project, full):
    """Ten orders behind a busy worker; which of them are anywhere, once it has gone on."""
    project.write("tasks.py", HOLD)
    worker = project.worker(mingle=False)
    project.tasks.hold.delay()
    wait_until(lambda: project.notes == ["started"], "the worker is busy")
    for order in range(10):
        project.tasks.pack.delay(order)
    wait_until(lambda: project.broker.waiting() == 6, "four are reserved")
    if full:
        fill(project.broker)

    project.write("go", "")
    if full:
        worker.wait_for("Unrecoverable error")
    else:
        wait_until(lambda: len(project.notes) == 11, lambda: f"{project.notes}")

    packed = [int(note) for note in project.notes[1:]]
    return sorted({*packed, *orders(project.broker)}), worker


def orders(broker):
    """The orders in the queue, and those that a worker holds."""
    with broker.client() as client:
        waiting = [json.loads(each) for each in client.lrange("celery", 0, -1)]
        held = [json.loads(each)[0] for each in client.hvals("unacked")]
    return [json.loads(base64.b64decode(each["body"]))[0][0] for each in waiting + held]


@pytest.mark.brokers("valkey", "redis")
def test_a_worker_on_a_full_redis_loses_the_next_message(project):
    """A worker that is up when Redis gets full takes its next message off the queue, can't file it
    as unacknowledged, and stops; that message is in no place any more.

    Redis is held 100 kB over its limit here, so that it stays full.
    """
    found, worker = orders_after_a_busy_spell(project, full=True)
    worker.wait_for("OutOfMemoryError")

    assert len(found) == 9


@pytest.mark.brokers("valkey", "redis")
def test_a_worker_on_a_full_redis_loses_the_next_message__control(project):
    """With memory left, all ten are there."""
    found, _ = orders_after_a_busy_spell(project, full=False)

    assert found == [*range(10)]


STORE = """
    from tasks import app, say

    for number in range(200):
        app.backend.store_result(f"{number}", "x" * 2000, "SUCCESS")
    for _ in range(50):
        say.apply_async(["x" * 2000], ignore_result=True)
"""


def fill_and_evict(project, policy):
    """How many results and messages are left when a cache has used all the memory."""
    project.write("store.py", STORE)
    project.run("python store.py")
    with project.broker.client() as client:
        client.config_set("maxmemory-policy", policy)
        client.config_set("maxmemory", client.info("memory")["used_memory"] + 10_000)
        for number in range(300):
            with suppress(OutOfMemoryError):
                client.set(f"cache:{number}", "x" * 1000)
    with project.broker.client(database=1) as client:
        return len(client.keys("celery-task-meta-*")), project.broker.waiting()


@pytest.mark.brokers("valkey", "redis")
def test_volatile_lru_gives_up_results_and_keeps_the_queue(project):
    """With maxmemory-policy volatile-lru a full Redis drops results, which expire, and keeps the
    queue, which doesn't."""
    results, waiting = fill_and_evict(project, "volatile-lru")

    assert results < 200
    assert waiting == 50


@pytest.mark.brokers("valkey", "redis")
def test_volatile_lru_gives_up_results_and_keeps_the_queue__control(project):
    """With noeviction all results are kept as well."""
    assert fill_and_evict(project, "noeviction") == (200, 50)
