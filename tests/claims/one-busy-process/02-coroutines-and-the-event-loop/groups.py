import asyncio

import pytest

from tests.event_loop import turns


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
