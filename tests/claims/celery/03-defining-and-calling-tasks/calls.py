"""Ways to call a task, and who notices a wrong call."""

import json

import pytest
from celery.result import AsyncResult
from kombu.exceptions import EncodeError


def stored(project, index: int = -1) -> dict:
    """A waiting message as Redis keeps it; -1 is the oldest."""
    with project.broker.client() as redis:
        return json.loads(redis.lindex("celery", index))


def test_a_direct_call_runs_here_and_sends_nothing(project):
    """Called like a function, a task runs in the caller's process, and no message is sent.

    Control: `.delay()`, called just before, does send a message.
    """
    project.tasks.say.delay("premise")
    assert project.broker.waiting() == 1

    assert project.tasks.add(2, 3) == 5

    assert project.broker.waiting() == 1


def test_delay_returns_a_handle_not_the_value(project):
    """.delay() returns an AsyncResult with the id of the call, before the task has run.

    Control: Called like a function it returns the value: a_direct_call_runs_here_and_sends_nothing.
    """
    handle = project.tasks.add.delay(2, 3)

    assert isinstance(handle, AsyncResult)
    assert handle.id == stored(project)["headers"]["id"]
    assert project.broker.waiting() == 1


def differing(project) -> set[str]:
    """The headers in which two waiting messages differ, but for the id that each must have."""
    one, other = (stored(project, index)["headers"] for index in (-1, -2))
    assert one["id"] != other["id"]
    names = one.keys() | other.keys()
    return {name for name in names if one.get(name) != other.get(name)} - {"id", "root_id"}


def test_delay_and_apply_async_send_the_same_message(project):
    """.delay(…) sends what .apply_async(args, kwargs) without options sends."""
    project.tasks.add.delay(2, y=3)
    project.tasks.add.apply_async((2,), {"y": 3})

    assert stored(project, -1)["body"] == stored(project, -2)["body"]
    assert differing(project) == set()


def test_delay_and_apply_async_send_the_same_message__control(project):
    """With an option it is another message: a countdown puts a time into it."""
    project.tasks.add.delay(2, y=3)
    project.tasks.add.apply_async((2,), {"y": 3}, countdown=60)

    assert differing(project) == {"eta"}


NAME_ONLY = """
    from celery import Celery

    print(Celery().send_task("tasks.add", (2, 3)).get(timeout=10, propagate=False))
    try:
        import tasks
    except ImportError:
        print("no code")
"""


def test_send_task_needs_the_name_only(project):
    """send_task sends to a task by its name, from a program that does not have its code."""
    project.write("elsewhere/send.py", NAME_ONLY)
    project.worker(mingle=False)

    assert project.run("python elsewhere/send.py").splitlines() == ["5", "no code"]


def test_send_task_needs_the_name_only__control(project):
    """With another name the same call finds no task: its state ends as NotRegistered."""
    project.write("elsewhere/send.py", NAME_ONLY.replace("tasks.add", "add"))
    worker = project.worker(mingle=False)

    assert project.run("python elsewhere/send.py").splitlines()[0] != "5"
    worker.wait_for("Received unregistered task of type 'add'")


def test_wrong_arguments_are_noticed_in_the_caller(project):
    """A missing argument raises TypeError at .delay(), and nothing is sent."""
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'y'"):
        project.tasks.add.delay(2)

    assert project.broker.waiting() == 0


def test_wrong_arguments_are_noticed_in_the_caller__control(project):
    """With typing=False on the task, .delay() compares nothing, and the message is sent."""
    project.write(
        "untyped.py",
        """
        from tasks import app

        @app.task(typing=False)
        def add(x, y):
            return x + y
        """,
    )

    project.load("untyped").add.delay(2)

    assert project.broker.waiting() == 1


def test_send_task_does_not_check_the_arguments(project):
    """send_task sends a call with a missing argument, and it fails in the worker.

    Control: `.delay()` does, in the caller: wrong_arguments_are_noticed_in_the_caller.
    """
    project.worker(mingle=False)

    handle = project.tasks.app.send_task("tasks.add", (2,))

    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        handle.get(timeout=10)


@pytest.mark.parametrize(
    ("pool", "ignore_result"),
    [("prefork", False), ("prefork", True), ("threads", True), ("gevent", True)],
)
def test_an_async_def_task_never_runs(project, pool, ignore_result):
    """prefork, threads and gevent: an async def body never runs; ignored, it even succeeds."""
    project.write(
        "tasks.py",
        f"""
        from celery import Celery
        from notes import note

        app = Celery("tasks")

        @app.task(ignore_result={ignore_result})
        async def send():
            note("ran")
        """,
    )
    worker = project.worker("--pool", pool, mingle=False)

    handle = project.tasks.send.delay()

    if ignore_result:
        worker.wait_for("succeeded")
    else:
        with pytest.raises(EncodeError, match="coroutine is not JSON serializable"):
            handle.get(timeout=10)
    assert project.notes == []


def test_an_async_def_task_never_runs__control(project):
    """A plain def that calls asyncio.run on the coroutine runs it."""
    project.write(
        "tasks.py",
        """
        import asyncio
        from celery import Celery

        app = Celery("tasks")

        async def letter():
            return "ran"

        @app.task
        def send():
            return asyncio.run(letter())
        """,
    )
    project.worker(mingle=False)

    assert project.tasks.send.delay().get(timeout=10) == "ran"
