"""What `.delay()` does, what the message holds, and who runs it."""

import os
import threading
from collections import Counter

import pytest

from handoff.samples.waiting import wait_until

EVERY_BROKER = pytest.mark.brokers("valkey", "redis", "rabbitmq")


def noted(project, *notes: str) -> None:
    wait_until(lambda: project.notes == [*notes], lambda: f"{notes}, found {project.notes}")


def number_of(project, word: str) -> int:
    return sum(note.startswith(word) for note in project.notes)


@EVERY_BROKER
def test_delay_returns_before_the_task_runs(project):
    """`.delay()` returns while the task cannot have ended, with a worker ready to run it."""
    project.worker()

    project.tasks.hold.delay("email")

    noted(project, "started email")
    project.write("go", "")
    noted(project, "started email", "ended email")


def test_delay_returns_before_the_task_runs__control(project):
    """Called as a plain function, the same task lets nobody go on until it has ended."""
    caller = threading.Thread(target=project.tasks.hold, args=("email",))
    caller.start()
    noted(project, "started email")

    caller.join(timeout=1)
    assert caller.is_alive()

    project.write("go", "")
    caller.join()
    assert project.notes == ["started email", "ended email"]


@EVERY_BROKER
def test_another_process_runs_the_task(project):
    """The task runs in a process of the worker, not in the one that called `.delay()`."""
    worker = project.worker()

    project.tasks.say.delay("here")

    noted(project, "here")
    assert project.notes[0].pid != os.getpid()
    assert project.notes[0].pid in [child.pid for child in worker.children()]


def test_another_process_runs_the_task__control(project):
    """Called as a plain function, it runs in the caller's own process, worker or no worker."""
    project.worker()

    project.tasks.say("here")

    assert [note.pid for note in project.notes] == [os.getpid()]


@EVERY_BROKER
def test_the_message_names_the_task_and_carries_its_arguments(project):
    """The message holds the task's name and its arguments as JSON text; a worker runs the
    function that has this name in its own code, whoever wrote the message.

    Control: A name that no worker has in its code is not run: an_unregistered_task_is_discarded.
    """
    stranger = project.write(
        "stranger.py",
        """
        from celery import Celery

        Celery("stranger").send_task("tasks.say", ("user", 7))  # it has no such function
        """,
    )
    project.run(f"python {stranger.name}")
    with project.tasks.app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=10)
        message.requeue()

    assert message.headers["task"] == "tasks.say"
    assert message.content_type == "application/json"
    arguments, by_name, _ = message.decode()
    assert (arguments, by_name) == (["user", 7], {})
    project.worker()
    noted(project, "user 7")


@EVERY_BROKER
def test_messages_wait_while_no_worker_runs(project):
    """While no worker runs, tasks wait in the broker; the next worker runs them all.

    Control: With the next worker there, nothing waits any more.
    """
    project.worker().stop()
    for user_id in (1, 2, 3):
        project.tasks.say.delay(user_id)
    wait_until(lambda: project.broker.waiting() == 3, "all three wait")
    assert project.notes == []

    project.worker()

    noted(project, "1", "2", "3")
    wait_until(lambda: project.broker.waiting() == 0, "the queue to be empty")


@EVERY_BROKER
def test_workers_share_one_queue(project):
    """Two workers take turns at one queue: two tasks run at once, and each task runs once."""
    one, two = project.worker(), project.worker()
    for number in range(12):
        project.tasks.hold.delay(number)

    wait_until(lambda: number_of(project, "started") == 2, "one task runs in each worker")
    project.write("go", "")

    wait_until(lambda: number_of(project, "ended") == 12, lambda: f"all end: {project.notes}")
    pools = [{child.pid for child in worker.children()} for worker in (one, two)]
    assert all({note.pid for note in project.notes[:2]} & pool for pool in pools)
    assert [note.split()[0] for note in project.notes[:2]] == ["started", "started"]
    assert set(Counter(project.notes).values()) == {1}


@EVERY_BROKER
def test_workers_share_one_queue__control(project):
    """One worker of one process runs the same tasks one after the other."""
    project.worker()
    for number in range(12):
        project.tasks.hold.delay(number)
    noted(project, "started 0")

    project.write("go", "")

    wait_until(lambda: number_of(project, "ended") == 12, lambda: f"all end: {project.notes}")
    assert [note.split()[0] for note in project.notes] == ["started", "ended"] * 12


@EVERY_BROKER
def test_a_task_runs_without_a_result_backend(project):
    """A task runs although there is no result backend.

    Control: To ask for the result does take one: without_a_backend_asking_fails_at_once.
    """
    project.set(CELERY_RESULT_BACKEND="")
    worker = project.worker()
    assert "results:     disabled://" in worker.log  # the premise

    project.tasks.say.delay("done")

    noted(project, "done")
