import asyncio
import threading
import time

from tests.event_loop import count_turns, turns

PATIENCE = 60  # seconds; nothing here waits that long unless it fails


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
