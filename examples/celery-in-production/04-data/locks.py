"""Locks that end by the clock or with their holder: tasks of tasks.py."""

import os
import time
from contextlib import contextmanager

from redis import Redis
from shop import connect
from tasks import app

redis = Redis.from_url(os.environ.get("BROKER_URL", "redis://localhost"))


# --8<-- [start:by_clock]
@app.task
def rebuild_by_clock(name):
    lock = redis.lock(name, timeout=1)
    if not lock.acquire(blocking=False):
        return "skipped"
    return rebuild(name)


# --8<-- [end:by_clock]


# --8<-- [start:by_session]
@app.task
def rebuild_by_session(name):
    with connect() as db, advisory_lock(db, name) as got:
        return rebuild(name) if got else "skipped"


@contextmanager
def advisory_lock(db, name):
    take = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
    give_back = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"
    got = db.execute(take, [name]).fetchone()[0]
    try:
        yield got
    finally:
        if got:
            db.execute(give_back, [name])


# --8<-- [end:by_session]


def rebuild(name):
    """Work until holders.py lets go; how many do it at once?"""
    at_once = redis.incr(f"{name}-running")
    while not redis.exists(f"{name}-go"):
        time.sleep(0.05)
    return f"built, {at_once} at once"
