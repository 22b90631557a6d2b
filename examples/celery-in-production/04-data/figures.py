"""What bridges cost: `celery -A figures worker -c 1 -Q bridges`."""

import asyncio
import os
import time

from bridges import app, client, wait_for
from redis.asyncio import Redis


def timed(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


@app.task
def hundred_waits_in_turn():
    return timed(lambda: [time.sleep(0.05) for _ in range(100)])


# --8<-- [start:at_once]
async def hundred():
    await asyncio.gather(*[asyncio.sleep(0.05) for _ in range(100)])


@app.task
def hundred_waits_at_once():
    return timed(lambda: asyncio.run(hundred()))


# --8<-- [end:at_once]


async def on_a_new_connection():
    async with Redis.from_url(os.environ["BROKER_URL"]) as own:
        await own.incr("visits")


@app.task
def loop_and_connection_each_time():
    return timed(lambda: asyncio.run(on_a_new_connection()))


@app.task
def loop_and_connection_kept():
    return timed(lambda: wait_for(client.incr("visits")))
