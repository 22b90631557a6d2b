"""Two chords that don't end well: `python chords.py`."""

import os
import time

from redis import Redis
from tasks import app, close_the_day

state = app.backend.get_state


def value(task_id):
    """Asked for again and again, because some never come."""
    while state(task_id) == "PENDING":
        time.sleep(0.1)
    return app.backend.get_result(task_id)


# --8<-- [start:counters]
def back(group):
    """How many parts are back, of how many: keys in Redis."""
    backend = app.conf.result_backend
    url = os.environ.get("CELERY_RESULT_BACKEND", backend)
    key = f"celery-taskset-meta-{group}"
    with Redis.from_url(url) as client:
        return client.zcard(f"{key}.j"), int(client.get(f"{key}.s"))


# --8<-- [end:counters]


def tell(broken):
    day, group, parts = value(close_the_day.delay(broken).id)
    for part in parts[: 2 + broken]:
        value(part)
    if broken:
        value(day)
    print(state(day), "of", *map(state, parts))
    if not broken:
        print("  back: {} of {}".format(*back(group)))
    return day


tell(broken=True)
day = tell(broken=False)
app.control.add_consumer("recipts", reply=True)  # the cure
print("  total:", value(day))
