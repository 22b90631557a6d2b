import asyncio
import gc
import logging
import weakref

from tests.event_loop import count_turns, turns


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
