"""Chords that never end, keys that grow, and keys that are of the wrong type."""

import pytest
from kombu.exceptions import OperationalError

from handoff.samples.waiting import wait_until

REDIS = pytest.mark.brokers("valkey", "redis")
CHORD = """
    import time
    from pathlib import Path

    from celery import Celery
    from notes import note

    app = Celery("tasks")


    @app.task
    def part(number):
        return number


    @app.task
    def fail():
        raise ValueError("nope")


    @app.task
    def hold():
        note("holding")
        while not Path("go").exists():
            time.sleep(0.05)
        return 3


    @app.task
    def total(numbers):
        return sum(numbers)
"""


def counted(project, chord):
    """(parts that are back, parts that it has), as the keys of the chord in Redis say."""
    with project.broker.client(1) as client:
        key = f"celery-taskset-meta-{chord.parent.id}"
        return client.zcard(f"{key}.j"), int(client.get(f"{key}.s") or 0)


@REDIS
def test_the_counters_of_a_chord_show_that_a_part_is_missing(project):
    """A chord that lost one of its three parts stays PENDING with 2 in its `.j` key and 3 in its
    `.s` key; one with a part that failed is in FAILURE with a `ChordError`.

    Control: One whose last part comes late has the same counters until then; then it ends, and they
    are gone.
    """
    project.write("tasks.py", CHORD)
    worker = project.worker(mingle=False)
    tasks, chord = project.tasks, project.load("celery").chord
    three = [tasks.part.s(1), tasks.part.s(2), tasks.hold.s()]
    failed = chord([tasks.part.s(1), tasks.fail.s()])(tasks.total.s())
    wait_until(failed.ready, "the chord to fail")
    assert failed.state == "FAILURE" and "ChordError" in repr(failed.result)

    whole = chord(three)(tasks.total.s())
    wait_until(lambda: project.notes == ["holding"], "the third part to begin")
    assert counted(project, whole) == (2, 3)
    project.write("go", "")
    assert whole.get(timeout=60) == 6
    wait_until(lambda: counted(project, whole) == (0, 0), "its keys to go")

    (project.folder / "go").unlink()
    lost = chord(three)(tasks.total.s())
    wait_until(lambda: len(project.notes) == 2, "the third part to begin again")
    worker.kill()
    project.worker(mingle=False)
    assert tasks.part.delay(4).get(timeout=60) == 4
    assert lost.state == "PENDING"
    assert counted(project, lost) == (2, 3)


LARGE = "x" * 20_000


def largest(project):
    """The kind of key that takes the most memory, in the broker's and the results' database."""
    sizes = {}
    for database in (0, 1):
        with project.broker.client(database) as client:
            for key in client.keys("*"):
                kind = "celery-task-meta-*" if key.startswith("celery-task-meta-") else key
                sizes[kind] = sizes.get(kind, 0) + client.memory_usage(key)
    return max(sizes, key=sizes.get)


@REDIS
def test_the_key_that_takes_the_memory_names_the_cause(project):
    """What fills Redis has a name: the queue's if nobody takes the messages, `unacked` if a worker
    holds them for later, `celery-task-meta-…` if results pile up.

    Control: The three causes follow each other in one test, and each makes another key the largest.
    """
    project.write(
        "tasks.py",
        """
        from celery import Celery

        app = Celery("tasks")


        @app.task
        def echo(text):
            return text
        """,
    )
    for _ in range(20):
        project.tasks.echo.apply_async((LARGE,), countdown=600)
    assert largest(project) == "celery"

    worker = project.worker(mingle=False)
    worker.wait_for("received", times=20)
    assert largest(project) == "unacked"

    results = [project.tasks.echo.delay(LARGE) for _ in range(60)]
    for each in results:
        each.get(timeout=60)
    assert largest(project) == "celery-task-meta-*"


@REDIS
def test_a_key_of_the_queues_name_and_another_type_stops_both_sides(project):
    """If something else stores a value under the queue's name, `.delay()` raises `WRONGTYPE`, and
    a worker doesn't start."""
    with project.broker.client() as client:
        client.set("celery", "mine")

    with pytest.raises(OperationalError, match="WRONGTYPE"):
        project.tasks.say.delay("hello")
    worker = project.worker(ready=False)
    worker.wait()

    assert "Unrecoverable error" in worker.log and "WRONGTYPE" in worker.log
    with project.broker.client() as client:
        assert client.type("celery") == "string"


@REDIS
def test_a_key_of_the_queues_name_and_another_type_stops_both_sides__control(project):
    """With the value under another name, the message is sent and the worker takes it."""
    with project.broker.client() as client:
        client.set("something", "mine")

    project.tasks.say.delay("hello")
    with project.broker.client() as client:
        assert client.type("celery") == "list"
    project.worker(mingle=False)

    wait_until(lambda: project.notes == ["hello"], "it to run")
