import asyncio
import threading
import time

import pytest

from tests.event_loop import turns

PATIENCE = 60  # seconds; nothing here waits that long unless it fails


async def paused(events):
    """Wait until cancelled, and tell."""
    try:
        await asyncio.Event().wait()
        events.append("went on")
    except asyncio.CancelledError:
        events.append("CancelledError")
        raise
    finally:
        events.append("finally")


def test_cancel_only_asks():
    """`cancel()` returns before anything of the task has run; the task hears it at its next turn.

    Control: The same task hears it as soon as the canceller awaits.
    """
    events = []

    async def main():
        task = asyncio.create_task(paused(events))
        await turns()
        task.cancel()
        at_once = events.copy()
        await turns()
        return at_once

    assert asyncio.run(main()) == []
    assert events == ["CancelledError", "finally"]


def test_cancelling_raises_at_the_await():
    """A cancelled task gets a `CancelledError` at its `await`, and its `finally` runs."""
    events = []

    async def main():
        task = asyncio.create_task(paused(events))
        await turns()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return task.cancelled()

    assert asyncio.run(main())
    assert events == ["CancelledError", "finally"]


def test_cancelling_raises_at_the_await__control():
    """A task that nobody cancels goes on after its `await`."""
    events = []

    async def waits(bell):
        try:
            await bell.wait()
            events.append("went on")
        finally:
            events.append("finally")

    async def main():
        bell = asyncio.Event()
        task = asyncio.create_task(waits(bell))
        await turns()
        bell.set()
        await task

    asyncio.run(main())

    assert events == ["went on", "finally"]


def cancelled_with(kind):
    """What a task does that catches this kind of exception round its `await` and goes on."""
    events = []

    async def stubborn():
        try:
            await asyncio.Event().wait()
        except kind:
            events.append("caught")
        events.append("went on")

    async def main():
        task = asyncio.create_task(stubborn())
        await turns()
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    return asyncio.run(main()), events


def test_except_exception_lets_a_cancellation_through():
    """`except Exception` doesn't catch a cancellation: the task ends as cancelled.

    Control: `except BaseException` in the same place catches it.
    """
    assert cancelled_with(Exception) == (True, [])
    assert cancelled_with(BaseException) == (False, ["caught", "went on"])


def test_a_task_that_swallows_its_cancellation_goes_on():
    """A task that catches its `CancelledError` and doesn't raise it again goes on to its end.

    Control: One that raises it again ends right there, as cancelled.
    """
    events = []

    async def obedient():
        try:
            await asyncio.Event().wait()
        except BaseException:
            events.append("caught")
            raise
        events.append("went on")

    async def main():
        task = asyncio.create_task(obedient())
        await turns()
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    assert cancelled_with(BaseException) == (False, ["caught", "went on"])
    assert asyncio.run(main())
    assert events == ["caught"]


def test_a_cancelled_to_thread_runs_on():
    """When an awaited `to_thread` is cancelled, the `await` ends, and the function runs on."""
    let_go, began, events = threading.Event(), threading.Event(), []

    def work():
        began.set()
        let_go.wait(PATIENCE)
        events.append("function returns")

    async def main():
        task = asyncio.create_task(asyncio.to_thread(work))
        while not began.is_set():
            await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait([task])
        events.append("await has ended")
        let_go.set()
        return task.cancelled()

    assert asyncio.run(main())  # which waits for its threads
    assert events == ["await has ended", "function returns"]


def test_a_cancelled_to_thread_runs_on__control():
    """A coroutine that is cancelled at the same place doesn't run on."""
    events = []

    async def work(let_go):
        await let_go.wait()
        events.append("function returns")

    async def main():
        let_go = asyncio.Event()
        task = asyncio.create_task(work(let_go))
        await turns()
        task.cancel()
        await asyncio.wait([task])
        events.append("await has ended")
        let_go.set()
        await turns()
        return task.cancelled()

    assert asyncio.run(main())
    assert events == ["await has ended"]


def with_a_deadline(body):
    """What becomes of a body that takes longer than its deadline."""
    events = []

    async def main():
        try:
            async with asyncio.timeout(0.05):
                await body()
                events.append("body ended")
        except TimeoutError:
            events.append("TimeoutError")

    asyncio.run(main())
    return events


def test_a_timeout_cannot_interrupt_a_blocking_call():
    """A call that blocks past the deadline of `asyncio.timeout` comes back, and nothing is raised.

    So it is if the block ends without another wait; a wait after the call is interrupted.
    """

    async def blocks():
        time.sleep(0.3)

    async def blocks_and_waits():
        time.sleep(0.3)
        await asyncio.sleep(PATIENCE)

    assert with_a_deadline(blocks) == ["body ended"]
    assert with_a_deadline(blocks_and_waits) == ["TimeoutError"]


def test_a_timeout_cannot_interrupt_a_blocking_call__control():
    """An `await` that lasts past the deadline is interrupted with a `TimeoutError`."""

    async def awaits():
        await asyncio.sleep(PATIENCE)

    assert with_a_deadline(awaits) == ["TimeoutError"]
