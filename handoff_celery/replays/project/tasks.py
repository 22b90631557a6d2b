"""The tasks of all replays; a film's settings are in settings.json."""

import json
import time
from pathlib import Path

import signals  # noqa: F401  what happens is noted from now on
from celery import Celery

LONGEST = 10 * 60  # seconds; a worker that outlives its film ends, too

app = Celery("tasks")
app.conf.update(json.loads(Path("settings.json").read_text()))


@app.task
def make_report(month):
    """Work that lasts until the recorder lets it go."""
    end = time.monotonic() + LONGEST
    while not Path(f"go-{month}").exists() and time.monotonic() < end:
        time.sleep(0.02)
    return f"{month}: 3 orders"


@app.task(bind=True, default_retry_delay=8)
def charge(self, order):
    """The payment service is down until the recorder lets the order go."""
    if not Path(f"go-{order}").exists():
        raise self.retry(exc=ConnectionError("payment service is down"))
    return f"order {order} paid"


@app.task
def read_price(item):
    if item == "moon":
        raise ValueError("no price")
    return 3


@app.task
def add_up(prices):
    return sum(prices)


@app.task
def send_digest():
    return "sent"
