"""What experiments with coroutines share: others are let run, and counted."""

import asyncio

TURNS = 20  # how often a coroutine that only counts is given a turn


async def turns(count=TURNS):
    """Let everybody else run so often."""
    for _ in range(count):
        await asyncio.sleep(0)


async def count_turns(counted):
    """Note each turn that the loop gives."""
    while True:
        counted.append("turn")
        await asyncio.sleep(0)
