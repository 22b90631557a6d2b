"""Ten credits for a new user: `celery -A credit worker -c 1`."""

import sqlite3

from celery import Celery

app = Celery(
    "credit",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_default_queue = "credit"  # apart from tasks.py


# --8<-- [start:give_credit]
@app.task
def give_credit(user_id):
    with database() as db:
        add_ten(db, user_id)


# --8<-- [end:give_credit]


# --8<-- [start:give_credit_once]
@app.task
def give_credit_once(user_id):
    with database() as db:  # one transaction: all of it or nothing
        key = f"welcome-credit-{user_id}"
        done = "INSERT INTO done VALUES (?) ON CONFLICT DO NOTHING"
        if db.execute(done, [key]).rowcount == 1:
            add_ten(db, user_id)


# --8<-- [end:give_credit_once]


def add_ten(db, user_id):
    more = "UPDATE users SET credits = credits + 10 WHERE id = ?"
    db.execute(more, [user_id])


def database():
    return sqlite3.connect("credit.sqlite")
