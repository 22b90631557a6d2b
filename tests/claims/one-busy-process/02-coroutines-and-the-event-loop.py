import asyncio
import gc
import logging
import threading
import time
import weakref

import pytest

TURNS = 20  # how often a coroutine that only counts is given a turn
PATIENCE = 60  # seconds; nothing here waits that long unless it fails


async def turns(count=TURNS):
    """Let everybody else run so often."""
    for _ in range(count):
        await asyncio.sleep(0)


async def count_turns(counted):
    """Note each turn that the loop gives."""
    while True:
        counted.append("turn")
        await asyncio.sleep(0)


def test_calling_a_coroutine_function_runs_none_of_its_body():
    """Calling an `async def` function makes a coroutine and runs none of its body.

    Control: With `def` in its place, the same call runs the body at once.
    """
    ran = []

    async def with_async():
        ran.append("async def")

    def without():
        ran.append("def")

    made = with_async()
    without()

    assert ran == ["def"]
    asyncio.run(made)
    assert ran == ["def", "async def"]


def test_asyncio_run_is_refused_inside_a_running_loop():
    """`asyncio.run` raises a `RuntimeError` in a thread whose event loop is running."""
    refused = []

    async def nothing():
        pass

    async def main():
        inner = nothing()
        try:
            asyncio.run(inner)
        except RuntimeError as error:
            refused.append(str(error))
        finally:
            inner.close()

    asyncio.run(main())

    assert refused == ["asyncio.run() cannot be called from a running event loop"]


def test_asyncio_run_is_refused_inside_a_running_loop__control():
    """In another thread, with no loop running in it, it is not refused."""
    ran = []

    async def inner():
        ran.append("inner")

    async def main():
        await asyncio.to_thread(lambda: asyncio.run(inner()))

    asyncio.run(main())

    assert ran == ["inner"]


def test_asyncio_run_cancels_what_is_left():
    """When the main coroutine returns, `asyncio.run` cancels the tasks that are left."""
    events = []

    async def endless():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            events.append("cancelled")
            raise

    async def main():
        main.task = asyncio.create_task(endless())
        await turns()
        events.append("main returns")

    asyncio.run(main())

    assert events == ["main returns", "cancelled"]


def test_asyncio_run_cancels_what_is_left__control():
    """While the main coroutine waits for them, they run to their end."""
    events = []

    async def long():
        await turns()
        events.append("done")

    async def main():
        await asyncio.create_task(long())
        events.append("main returns")

    asyncio.run(main())

    assert events == ["done", "main returns"]


async def ask(name, events):
    events.append(f"{name} asked")
    await turns()
    events.append(f"{name} answered")


def test_awaits_in_a_row_run_one_after_another():
    """Of two awaited coroutines in a row, the second begins when the first has ended."""
    events = []

    async def main():
        await ask("first", events)
        await ask("second", events)

    asyncio.run(main())

    assert events == ["first asked", "first answered", "second asked", "second answered"]


def test_awaits_in_a_row_run_one_after_another__control():
    """As tasks of a group, both have begun before either has ended."""
    events = []

    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(ask("first", events))
            group.create_task(ask("second", events))

    asyncio.run(main())

    assert events[:2] == ["first asked", "second asked"]
    assert len(events) == 4


def lost_and_found(hold):
    """Whether a task that waits is still there after the garbage collector has run."""

    async def waits():
        await asyncio.get_running_loop().create_future()

    async def main():
        seen = weakref.ref(hold(asyncio.create_task(waits())))
        await turns()
        gc.collect()
        return seen() is not None

    return asyncio.run(main())


def test_a_task_that_nobody_holds_can_vanish(caplog):
    """The loop keeps only a weak reference to a task: one that waits can be collected."""
    with caplog.at_level(logging.ERROR, "asyncio"):
        assert not lost_and_found(lambda task: task)

    assert "Task was destroyed but it is pending!" in caplog.text


def test_a_task_that_nobody_holds_can_vanish__control(caplog):
    """One that is in a list is still there."""
    held = []

    def hold(task):
        held.append(task)
        return task

    assert lost_and_found(hold)
    assert "destroyed" not in caplog.text


def test_an_await_that_never_waits_lets_nobody_run():
    """However often a coroutine awaits what has its answer at once, no other one runs."""
    counted = []

    async def at_once():
        return "answer"

    async def main():
        counter = asyncio.create_task(count_turns(counted))
        await turns()
        before = len(counted)
        for _ in range(1000):
            await at_once()
        after = len(counted)
        counter.cancel()
        return before, after

    before, after = asyncio.run(main())

    assert before > 0
    assert after == before


def test_an_await_that_never_waits_lets_nobody_run__control():
    """With `asyncio.sleep(0)` in what is awaited, the other one runs each time."""
    counted = []

    async def after_the_others():
        await asyncio.sleep(0)
        return "answer"

    async def main():
        counter = asyncio.create_task(count_turns(counted))
        await turns()
        before = len(counted)
        for _ in range(1000):
            await after_the_others()
        after = len(counted)
        counter.cancel()
        return after - before

    assert asyncio.run(main()) >= 999


def turns_during(wait):
    """How many turns another coroutine had while `wait()` was awaited."""
    counted = []

    async def main():
        counter = asyncio.create_task(count_turns(counted))
        await turns()
        before = len(counted)
        await wait()
        during = len(counted) - before
        counter.cancel()
        return during

    return asyncio.run(main())


def test_a_blocking_call_holds_every_coroutine():
    """While one coroutine is in a call that blocks, no other one of its loop has a turn."""

    async def blocking():
        time.sleep(0.2)

    assert turns_during(blocking) == 0


def test_a_blocking_call_holds_every_coroutine__control():
    """While it awaits as long, the others have their turns."""

    async def awaiting():
        await asyncio.sleep(0.2)

    assert turns_during(awaiting) > 0


def test_to_thread_lets_the_others_run():
    """While a call that blocks runs in `asyncio.to_thread`, other coroutines have their turns.

    The call ends only when they have had them.
    """
    had_turns = threading.Event()

    async def others():
        await turns()
        had_turns.set()

    async def main():
        other = asyncio.create_task(others())
        released = await asyncio.to_thread(had_turns.wait, PATIENCE)
        await other
        return released

    assert asyncio.run(main())


def test_to_thread_lets_the_others_run__control():
    """The same call in the coroutine itself waits in vain: they have no turn before it ends."""
    had_turns = threading.Event()

    async def others():
        await turns()
        had_turns.set()

    async def main():
        other = asyncio.create_task(others())
        released = had_turns.wait(0.5)
        await other
        return released

    assert not asyncio.run(main())
    assert had_turns.is_set()


async def slow_turn():
    time.sleep(0.3)


def test_debug_mode_names_a_turn_that_took_too_long(caplog):
    """In debug mode, the loop logs a turn that took more than 0.1 s, with its coroutine's name.

    Control: Without debug mode, it logs nothing about the same turn.
    """
    asyncio.run(slow_turn())
    silent = caplog.text
    asyncio.run(slow_turn(), debug=True)

    assert "slow_turn" not in silent
    assert "Executing" in caplog.text and "slow_turn" in caplog.text


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


async def fails(*waits_for):
    for each in waits_for:
        await each.wait()
    raise ConnectionError("down")


async def other(events, began, let_go):
    began.set()
    try:
        await let_go.wait()
        events.append("other ended")
    except asyncio.CancelledError:
        events.append("other cancelled")
        raise


def test_a_task_group_cancels_the_rest_when_one_fails():
    """When a task of a group fails, the group cancels the others, waits for them, then raises."""
    events = []

    async def main():
        began = asyncio.Event()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails(began))
                group.create_task(other(events, began, asyncio.Event()))
        except* ConnectionError:
            events.append("raised")

    asyncio.run(main())

    assert events == ["other cancelled", "raised"]


def test_a_task_group_cancels_the_rest_when_one_fails__control():
    """When none fails, nothing is cancelled: the group waits until all have ended."""
    events = []

    async def main():
        began, let_go = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(other(events, began, let_go))
            await began.wait()
            let_go.set()
        events.append("group ended")

    asyncio.run(main())

    assert events == ["other ended", "group ended"]


def test_gather_leaves_the_rest_running():
    """When one of `gather`'s coroutines fails, it raises at once, and the others run on.

    Control: A task group cancels the other one in the same place.
    """
    events, in_a_group = [], []

    async def gathered():
        began, let_go = asyncio.Event(), asyncio.Event()
        try:
            await asyncio.gather(fails(began), other(events, began, let_go))
        except ConnectionError:
            events.append("raised")
        let_go.set()
        await turns()

    async def grouped():
        began, let_go = asyncio.Event(), asyncio.Event()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails(began))
                group.create_task(other(in_a_group, began, let_go))
        except* ConnectionError:
            in_a_group.append("raised")
        let_go.set()
        await turns()

    asyncio.run(gathered())
    asyncio.run(grouped())

    assert events == ["raised", "other ended"]
    assert in_a_group == ["other cancelled", "raised"]


async def fail_with(error):
    raise error


def test_a_task_group_raises_all_failures_together():
    """A group raises one `ExceptionGroup` with the exceptions of all tasks that failed.

    Control: `gather` of the same coroutines raises the first exception by itself.
    """
    caught = []

    def errors():
        return ValueError("first"), KeyError("second")

    async def grouped():
        async with asyncio.TaskGroup() as group:
            for error in errors():
                group.create_task(fail_with(error))

    async def gathered():
        await asyncio.gather(*(fail_with(error) for error in errors()))

    for way in (grouped, gathered):
        try:
            asyncio.run(way())
        except Exception as error:
            caught.append(error)

    assert isinstance(caught[0], ExceptionGroup)
    assert [type(error) for error in caught[0].exceptions] == [ValueError, KeyError]
    assert type(caught[1]) is ValueError


def test_a_plain_except_does_not_match_a_group():
    """`except ConnectionError` doesn't catch the group that a failed task group raises."""
    caught = []

    async def main():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fail_with(ConnectionError("down")))
        except ConnectionError:
            caught.append("by except")

    with pytest.raises(ExceptionGroup):
        asyncio.run(main())
    assert caught == []


def test_a_plain_except_does_not_match_a_group__control():
    """`except* ConnectionError` in the same place does, and gives a group."""
    caught = []

    async def main():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fail_with(ConnectionError("down")))
        except* ConnectionError as failed:
            caught.append(failed)

    asyncio.run(main())

    assert [type(each) for each in caught] == [ExceptionGroup]
    assert [str(error) for error in caught[0].exceptions] == ["down"]
