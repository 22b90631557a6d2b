"""The shop's worker: `celery -A tasks worker -c 2`."""

from celery import Celery
from shop import connect

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


@app.task
def send_receipt(order_id):
    with connect() as db:
        db.execute("INSERT INTO receipts VALUES (%s)", [order_id])


# --8<-- [start:check_first]
@app.task
def give_points_if_new(order_id):
    with connect() as db, db.transaction():
        given = "SELECT 1 FROM points WHERE order_id = %s"
        if db.execute(given, [order_id]).fetchone():
            return "skipped"
        add_points(db, order_id)
        return "given"


# --8<-- [end:check_first]


# --8<-- [start:once]
@app.task
def give_points_once(order_id):
    with connect() as db, db.transaction():
        key = f"points-for-order-{order_id}"
        new = "INSERT INTO done VALUES (%s) ON CONFLICT DO NOTHING"
        if db.execute(new, [key]).rowcount == 0:
            return "skipped"
        add_points(db, order_id)
        return "given"


# --8<-- [end:once]


def add_points(db, order_id):
    db.execute("SELECT pg_advisory_xact_lock_shared(1)")  # see race.py
    db.execute("INSERT INTO points VALUES (%s, 10)", [order_id])
