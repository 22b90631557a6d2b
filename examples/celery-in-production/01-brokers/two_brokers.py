"""An old broker and a new one, and what it takes to move between them."""

import os
import subprocess
import time

import redis
from tasks import app, pack

OLD = os.environ["BROKER_URL"]
NEW = OLD[:-1] + "5"  # another database plays the new server
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def worker(broker):
    words = ["celery", "-A", "tasks", "worker", "-c", "1"]
    where = {"CELERY_BROKER_URL": broker, "BROKER_URL": broker}
    return subprocess.Popen(words, env=os.environ | where, **QUIET)


def send(broker, orders):
    with app.connection_for_write(broker) as connection:
        for order in orders:
            pack.apply_async([order], connection=connection)


# --8<-- [start:left]
def left(broker):
    """Messages that wait, and messages that a worker still holds."""
    with redis.Redis.from_url(broker) as client:
        return client.llen("celery") + client.hlen("unacked")


# --8<-- [end:left]


def until(condition):
    while not condition():
        time.sleep(0.1)


def busy(broker):
    """A worker that has begun with the first of ten orders."""
    send(broker, range(1, 11))
    started = worker(broker)
    until(lambda: left(broker) < 10)  # an early acknowledgement
    return started


def stop(process):
    process.terminate()  # warm
    process.wait()
