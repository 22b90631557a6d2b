"""Coroutines from tasks: `celery -A bridges worker -c 1`."""

import asyncio
import os
from functools import cache
from threading import Thread

from celery import Celery
from redis.asyncio import Redis

app = Celery(
    "bridges",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_default_queue = "bridges"  # apart from tasks.py
client = Redis.from_url(os.environ.get("BROKER_URL", "redis://"))


# --8<-- [start:run]
@app.task
def a_loop_for_each_task():
    return asyncio.run(count_visit())


# --8<-- [end:run]


# --8<-- [start:loop]
@cache
def loop():
    """This process's event loop; the first task starts it."""
    made = asyncio.new_event_loop()
    Thread(target=made.run_forever, daemon=True).start()
    return made


def wait_for(coroutine):
    future = asyncio.run_coroutine_threadsafe(coroutine, loop())
    try:
        return future.result()
    except BaseException:  # a time limit, for one
        future.cancel()
        raise


@app.task
def one_loop_for_all():
    return wait_for(count_visit())


# --8<-- [end:loop]


async def count_visit():
    return await client.incr("visits")
