import asyncio

from tests.event_loop import turns


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
