"""Each task twice at the same moment: `python race.py`."""

import time

from shop import connect, count, empty_tables
from tasks import give_points_if_new, give_points_once

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def both_at_once(task, order_id):
    with connect() as db:
        db.execute("SELECT pg_advisory_lock(1)")  # holds both runs up
        both = [task.delay(order_id) for _ in range(2)]
        while db.execute(WAITING).fetchone()[0] < 2:
            time.sleep(0.05)
        db.execute("SELECT pg_advisory_unlock(1)")
    return sorted(result.get(timeout=30) for result in both)


if __name__ == "__main__":
    empty_tables()
    for task, order in [(give_points_if_new, 1), (give_points_once, 2)]:
        said = both_at_once(task, order)
        print(task.__name__, said, count("points", order), "rows")
