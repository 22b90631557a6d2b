"""Coroutines from tasks: a loop for each task, one loop for a process, and what ends them."""

import pytest

from handoff.samples.waiting import wait_until

TASKS = """
    import asyncio, os, time
    from functools import cache
    from threading import Thread

    from asgiref.sync import async_to_sync
    from celery import Celery
    from celery.exceptions import SoftTimeLimitExceeded
    from notes import note
    from redis.asyncio import Redis

    app = Celery("tasks")
    client = Redis.from_url(os.environ["CELERY_BROKER_URL"])

    def started():
        made = asyncio.new_event_loop()
        Thread(target=made.run_forever, daemon=True).start()
        return made

    in_the_parent = started()

    @cache
    def loop():
        return started()

    def wait_for(coroutine, loop, timeout=None):
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result(timeout)

    async def connection():
        return await client.client_id()

    @app.task
    def run():
        return asyncio.run(connection())

    @app.task
    def to_sync():
        return async_to_sync(connection)()

    @app.task
    def kept():
        return wait_for(connection(), loop())

    @app.task
    def from_the_parent():
        try:
            return wait_for(connection(), in_the_parent, timeout=3)
        except TimeoutError:
            return "no answer"

    async def work():
        try:
            note("works")
            await asyncio.sleep(3)
            note("has worked")
        except asyncio.CancelledError:
            note("is cancelled")
            raise

    @app.task(soft_time_limit=1)
    def limited_run():
        asyncio.run(work())

    @app.task(soft_time_limit=1)
    def limited_kept():
        try:
            wait_for(work(), loop())
        except SoftTimeLimitExceeded:
            note("the task ends")
            raise

    @app.task(soft_time_limit=1)
    def limited_and_cancelled():
        future = asyncio.run_coroutine_threadsafe(work(), loop())
        try:
            future.result()
        except BaseException:
            future.cancel()
            raise

    async def hundred():
        await asyncio.gather(*[asyncio.sleep(0.05) for _ in range(100)])

    @app.task
    def a_hundred_at_once():
        start = time.monotonic()
        asyncio.run(hundred())
        return time.monotonic() - start

    @app.task
    def a_hundred_in_turn():
        start = time.monotonic()
        for _ in range(100):
            time.sleep(0.05)
        return time.monotonic() - start
"""


@pytest.fixture
def loops(project):
    """A worker with one child, so that its tasks share what one process keeps."""
    project.write("tasks.py", TASKS)
    project.worker(mingle=False)
    return project


def twice(loops, task):
    """What two runs of a task return, or raise, in the same process."""
    run = getattr(loops.tasks, task)
    return [run.delay().get(timeout=60, propagate=False) for _ in range(2)]


def test_a_client_kept_over_two_loops_fails(loops):
    """A redis.asyncio client of the module works in the first asyncio.run and fails in the second.

    Control: On one loop that the process keeps, both work:
    one_loop_in_a_process_keeps_the_connection.
    """
    first, second = twice(loops, "run")

    assert isinstance(first, int)
    assert isinstance(second, RuntimeError)


@pytest.mark.slow
def test_async_to_sync_is_another_loop_each_time(loops):
    """With async_to_sync in a task the same client fails in the second task, too.

    Control: On one loop that the process keeps, both work:
    one_loop_in_a_process_keeps_the_connection.
    """
    first, second = twice(loops, "to_sync")

    assert isinstance(first, int)
    assert isinstance(second, RuntimeError)


def test_one_loop_in_a_process_keeps_the_connection(loops):
    """On a loop that runs in a thread of the process, two tasks use the same connection.

    Control: With a loop for each task the second one fails: a_client_kept_over_two_loops_fails.
    """
    first, second = twice(loops, "kept")

    assert isinstance(first, int)
    assert first == second


def test_a_loop_from_before_the_fork_never_answers(loops):
    """A loop's thread that was started before the fork is not there in the child: no answer.

    Control: One that the first task starts answers: one_loop_in_a_process_keeps_the_connection.
    """
    assert loops.tasks.from_the_parent.delay().get(timeout=60) == "no answer"


@pytest.mark.slow
def test_a_soft_limit_leaves_a_coroutine_in_another_thread_running(loops):
    """A soft time limit ends the task that waits; the coroutine on the other thread goes on.

    Control: Inside asyncio.run the same limit does not let it finish.
    """
    loops.tasks.limited_run.delay()
    wait_until(lambda: "works" in loops.notes, "it works")
    loops.tasks.limited_kept.delay().get(timeout=60, propagate=False)
    wait_until(lambda: "has worked" in loops.notes, lambda: f"the coroutine's end: {loops.notes}")

    assert loops.notes == ["works", "is cancelled", "works", "the task ends", "has worked"]


def test_cancelling_the_future_ends_its_coroutine(loops):
    """After a soft time limit, future.cancel() cancels the coroutine on the other thread's loop.

    Control: Without it the coroutine goes on:
    a_soft_limit_leaves_a_coroutine_in_another_thread_running.
    """
    loops.tasks.limited_and_cancelled.delay().get(timeout=60, propagate=False)

    wait_until(lambda: len(loops.notes) == 2, lambda: f"the coroutine's end: {loops.notes}")
    assert loops.notes == ["works", "is cancelled"]


@pytest.mark.slow
def test_a_hundred_waits_at_once_take_as_long_as_a_few(loops):
    """A hundred waits gathered in one task are over in a tenth of the time that a loop takes.

    Control: One after the other they take all of it.
    """
    at_once = loops.tasks.a_hundred_at_once.delay().get(timeout=60)

    assert at_once < loops.tasks.a_hundred_in_turn.delay().get(timeout=60) / 10
