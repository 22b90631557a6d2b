"""Tasks sent by way of a table; the relay is `python outbox.py`."""

import time

from psycopg.types.json import Jsonb
from shop import connect
from tasks import app


# --8<-- [start:place_order]
def place_order(db, order_id):
    with db.transaction():  # both rows or none
        db.execute("INSERT INTO orders VALUES (%s)", [order_id])
        later(db, "tasks.send_receipt", order_id)


def later(db, task, *args):
    row = "INSERT INTO outbox (task, args) VALUES (%s, %s)"
    db.execute(row, [task, Jsonb(args)])


# --8<-- [end:place_order]


# --8<-- [start:relay]
TAKE = """
    SELECT id, task, args FROM outbox
    ORDER BY place LIMIT 100 FOR UPDATE SKIP LOCKED
"""


def relay(db, sent=lambda: None):
    """Send what is in the outbox; how many tasks that were."""
    with db.transaction():
        rows = db.execute(TAKE).fetchall()
        for row_id, task, args in rows:
            app.send_task(task, args, task_id=str(row_id))
        sent()
        ids = [row_id for row_id, *_ in rows]
        db.execute("DELETE FROM outbox WHERE id = ANY(%s)", [ids])
    return len(rows)


# --8<-- [end:relay]


if __name__ == "__main__":
    with connect() as db:
        while True:
            if relay(db) == 0:
                time.sleep(0.2)
