"""It ran twice, or not at all: what tells a second delivery from a second message."""

import json
import signal
import socket
from datetime import UTC, datetime
from functools import partial

import pytest

from handoff.samples.waiting import wait_until

BOTH = pytest.mark.brokers("valkey", "redis", "rabbitmq")
REDIS = pytest.mark.brokers("valkey", "redis")
TWICE = """
    import time
    from pathlib import Path

    from celery import Celery
    from notes import note

    app = Celery("tasks")


    @app.task(bind=True, acks_late=True)
    def charge(self, order):
        note(self.request.id, bool(self.request.delivery_info["redelivered"]))
        while not Path("go").exists():
            time.sleep(0.05)
"""


def an_hour_passes(project):
    """Redis: as far as the broker knows, everything was given out an hour earlier."""
    with project.broker.client() as client:
        for tag, at in client.zrange("unacked_index", 0, -1, withscores=True):
            client.zadd("unacked_index", {tag: at - 3600})


@BOTH
def test_one_id_twice_was_delivered_twice(project):
    """A task that ran twice because its message was given out again has one id in both runs, and
    `redelivered` is true in the second."""
    project.write("tasks.py", TWICE)
    first = project.worker(mingle=False)
    sent = project.tasks.charge.delay(42)
    wait_until(lambda: len(project.notes) == 1, "the first run")
    first.kill()
    if project.broker.name != "rabbitmq":
        an_hour_passes(project)

    project.worker(mingle=False)
    wait_until(lambda: len(project.notes) == 2, lambda: f"a second run: {project.notes}")

    assert project.notes == [f"{sent.id} False", f"{sent.id} True"]


@BOTH
def test_one_id_twice_was_delivered_twice__control(project):
    """A task that ran twice because it was sent twice has two ids, and `redelivered` is false."""
    project.write("tasks.py", TWICE)
    project.worker("-c", "2", mingle=False)

    sent = [project.tasks.charge.delay(42) for _ in range(2)]
    wait_until(lambda: len(project.notes) == 2, lambda: f"two runs: {project.notes}")

    assert sorted(project.notes) == sorted(f"{each.id} False" for each in sent)


BEAT = """
    from celery import Celery

    app = Celery("tasks")
    app.conf.beat_schedule = {"tick": {"task": "tasks.tick", "schedule": 1}}


    @app.task
    def tick():
        pass
"""


def origins(project):
    """The senders that the waiting messages name."""
    with project.broker.client() as client:
        messages = client.lrange("celery", 0, -1)
    return {json.loads(each)["headers"]["origin"] for each in messages}


@REDIS
def test_the_origin_in_the_messages_tells_two_beats_from_one(project):
    """A message says who sent it: with two beats there are two `origin`s, each with the process id
    of its beat and its host.

    Control: Once one of them is stopped, all new messages name the other.
    """
    project.write("tasks.py", BEAT)
    one, two = [project.beat("--schedule", name) for name in ("one", "two")]
    names = {beat.pid: f"gen{beat.pid}@{socket.gethostname()}" for beat in (one, two)}

    wait_until(lambda: origins(project) == {*names.values()}, lambda: f"two: {origins(project)}")

    two.stop()
    with project.broker.client() as client:
        client.delete("celery")
    wait_until(lambda: project.broker.waiting() > 1, "more messages")
    assert origins(project) == {names[one.pid]}


LOST = """
    import os
    import sys

    from celery import Celery

    app = Celery("tasks")


    @app.task
    def die(number):
        os.kill(os.getpid(), number)


    @app.task
    def leave():
        sys.exit(3)


    @app.task
    def fail():
        raise ValueError("nope")
"""


@BOTH
def test_worker_lost_error_says_what_ended_the_child(project):
    """`WorkerLostError` names the signal that ended the child (9, 11, 15).

    Control: Where the child lives and the task raises, the error is the task's own.
    """
    project.write("tasks.py", LOST)
    project.worker("-c", "4", mingle=False)
    tasks = project.tasks
    numbers = (signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM)

    sent = [tasks.die.delay(number) for number in numbers]
    alive = tasks.fail.delay()

    said = [str(each.get(timeout=60, propagate=False)) for each in sent]
    words = ["signal 9 (SIGKILL)", "signal 11 (SIGSEGV)", "signal 15 (SIGTERM)"]
    assert [word in each for word, each in zip(words, said, strict=True)] == [True] * 3, said
    assert repr(alive.get(timeout=60, propagate=False)) == "ValueError('nope')"


@BOTH
def test_worker_lost_error_says_the_exit_code_of_sys_exit(project):
    """`WorkerLostError` says the exit code where the task's own code called `sys.exit`.

    Before Celery 5.7 nothing is stored, and the task stays PENDING.

    Control: Where the task raises instead, the error is its own.
    """
    project.write("tasks.py", LOST)
    project.worker(mingle=False)

    raised = project.tasks.fail.delay().get(timeout=60, propagate=False)
    left = project.tasks.leave.delay().get(timeout=60, propagate=False)

    assert (type(left).__name__, "exitcode 3" in str(left)) == ("WorkerLostError", True)
    assert repr(raised) == "ValueError('nope')"


def in_unacked(project):
    """The ids of the messages that are given out and not acknowledged."""
    with project.broker.client() as client:
        return {json.loads(each)[0]["headers"]["id"] for each in client.hvals("unacked")}


def named(project, number):
    """The ids of what a worker says that it runs, has reserved or keeps for later."""
    name = f"w{number}@{socket.gethostname()}"
    inspect = project.tasks.app.control.inspect(timeout=20, destination=[name])
    held = inspect.active()[name] + inspect.reserved()[name]
    later = [each["request"] for each in inspect.scheduled()[name]]
    return {task["id"] for task in held + later}


@REDIS
def test_an_id_in_unacked_that_no_worker_names_is_stranded(project):
    """After `kill -9`, the ids in `unacked` are in no worker's `inspect active`, `reserved` or
    `scheduled`.

    Control: While their worker lives, it names them all: a late task that runs, one behind it, and
    one with a countdown.
    """
    project.write("tasks.py", TWICE)
    first = project.worker(mingle=False)
    charge = project.tasks.charge
    sent = [charge.delay(42), charge.delay(43), charge.apply_async((44,), countdown=600)]
    behind = {each.id for each in sent}
    first.wait_for("received", times=3)
    wait_until(lambda: project.notes == [f"{sent[0].id} False"], "the first to run")

    assert in_unacked(project) == named(project, 1) == behind

    first.kill()
    second = project.worker(mingle=False)
    assert [worker.alive for worker in (first, second)] == [False, True]
    assert in_unacked(project) == behind
    assert named(project, 2) == set()


def state_and_reason(project, result):
    """As they are stored now."""
    stored = project.tasks.app.AsyncResult(result.id)
    return stored.state, str(stored.result)


@BOTH
def test_the_result_says_why_a_task_was_revoked(project):
    """Of three tasks in state REVOKED the stored exception says which one had expired, which was
    revoked while it waited, and which was terminated as it ran.

    Celery 5.6 says of that one that it was revoked, until its child has ended.

    Control: The three causes are told apart in one test.
    """
    project.worker(mingle=False)
    ended = project.tasks.nap.delay(600, "long")
    wait_until(lambda: "started long" in project.notes, "the long one to begin")
    ended.revoke(terminate=True)
    yesterday = datetime(2026, 1, 1, tzinfo=UTC)
    late = project.tasks.say.apply_async(("late",), expires=yesterday)
    off = project.tasks.say.apply_async(("called off",), countdown=2)
    off.revoke()

    for result, reason in ((ended, "terminated"), (late, "expired"), (off, "revoked")):
        told = partial(state_and_reason, project, result)
        as_said = ("REVOKED", reason)
        wait_until(lambda told=told, said=as_said: told() == said, lambda told=told: f"{told()}")
    printed = project.run(f"celery -A tasks result {off.id}", code=1)
    assert printed.splitlines()[-1].endswith("revoked")


@BOTH
def test_a_revoke_with_the_id_spelt_otherwise_calls_nothing_off(project):
    """The id without its dashes names another task to Celery: the worker notes it as revoked, and
    the task runs.

    Control: Another task, revoked by its own id, does not run.
    """
    worker = project.worker(mingle=False)
    say, control = project.tasks.say, project.tasks.app.control
    sent, other = [say.apply_async((word,), countdown=3) for word in ("ran", "did not")]
    worker.wait_for("received", times=2)

    control.revoke(sent.id.replace("-", ""))
    control.revoke(other.id)

    worker.wait_for("Discarding revoked task")
    wait_until(lambda: project.notes == ["ran"], "it to run all the same")
    assert other.get(timeout=60, propagate=False) and other.state == "REVOKED"
    assert project.notes == ["ran"]
