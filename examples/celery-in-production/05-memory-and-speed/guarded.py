"""No child takes more than a gigabyte: `celery -A guarded worker`."""

import resource

from celery import Celery
from celery.signals import worker_process_init

app = Celery(
    "guarded",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:guard]
@worker_process_init.connect
def limit_memory(**_):
    resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))


@app.task
def draw(megabytes):
    try:
        picture = bytearray(megabytes * 2**20)
    except MemoryError:
        raise ValueError("a picture that large") from None
    return len(picture)


# --8<-- [end:guard]
