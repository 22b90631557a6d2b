"""What a module loads before the fork: `celery -A loaded worker -c 2`."""

import psutil
from celery import Celery

app = Celery(
    "loaded",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:loaded]
block = b"x" * 200 * 2**20  # one object
rows = [float(number) for number in range(4_000_000)]


@app.task
def begin():
    return memory()


@app.task
def read_block():
    block.count(b"y")
    return memory()


@app.task
def read_rows():
    sum(rows)
    return memory()


# --8<-- [end:loaded]


def memory():
    """Megabytes of this process: all, its share, its own."""
    info = psutil.Process().memory_full_info()
    return [round(each / 2**20) for each in (info.rss, info.pss, info.uss)]
