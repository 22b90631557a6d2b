import asyncio
import gc
import warnings
from contextlib import closing

import pytest


async def fetch():
    return "answer"


async def fails():
    raise ConnectionError("down")


def never_awaited():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        fetch()
        gc.collect()
    raise seen[0].message


def run_inside_a_loop():
    async def main():
        inner = fetch()
        with closing(inner):
            asyncio.run(inner)

    asyncio.run(main())


def await_a_text():
    async def main():
        await "answer"

    asyncio.run(main())


def task_without_a_loop():
    with closing(fetch()) as inner:
        task = asyncio.create_task(inner)
        del task


def failure_in_a_group():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())

    asyncio.run(main())


def dropped(function):
    """Raise what the loop logs when nobody holds the task of the function."""
    said = []

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda loop, context: said.append(context["message"]))
        task = asyncio.create_task(function())
        del task
        for _ in range(5):
            await asyncio.sleep(0)
        gc.collect()

    asyncio.run(main())
    raise RuntimeError(*said)


def task_that_nobody_holds():
    async def waits():
        await asyncio.get_running_loop().create_future()

    dropped(waits)


def failure_that_nobody_awaits():
    dropped(fails)


def next_in_a_generator():
    def first_of(items):
        yield next(items)

    list(first_of(iter([])))


def send_too_early():
    (each for each in "ab").send("x")


def ask_itself():
    def asks():
        yield next(made)

    made = asks()
    next(made)


def index_a_generator():
    letters = (each for each in "ab")
    letters[0]


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        (never_awaited, "coroutine 'fetch' was never awaited"),
        (run_inside_a_loop, "asyncio.run() cannot be called from a running event loop"),
        (await_a_text, "object str can't be used in 'await' expression"),
        (task_without_a_loop, "no running event loop"),
        (failure_in_a_group, "unhandled errors in a TaskGroup (1 sub-exception)"),
        (task_that_nobody_holds, "Task was destroyed but it is pending!"),
        (failure_that_nobody_awaits, "Task exception was never retrieved"),
        (next_in_a_generator, "generator raised StopIteration"),
        (send_too_early, "can't send non-None value to a just-started generator"),
        (ask_itself, "generator already executing"),
        (index_a_generator, "'generator' object is not subscriptable"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_these_messages_come_from_these_mistakes(mistake, message):
    """Each mistake of the table gives the message beside it, on CPython 3.11."""
    with pytest.raises(Exception) as caught:
        mistake()

    assert message in str(caught.value)
