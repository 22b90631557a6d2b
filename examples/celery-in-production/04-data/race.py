"""Each task twice at the same moment: `python race.py`."""

from shop import count, empty_tables
from tasks import give_points_if_new, give_points_once

empty_tables()
for task, order_id in [(give_points_if_new, 1), (give_points_once, 2)]:
    both = [task.delay(order_id) for _ in range(2)]
    said = sorted(result.get(timeout=30) for result in both)
    print(task.__name__, said, count("points", order_id), "rows")
