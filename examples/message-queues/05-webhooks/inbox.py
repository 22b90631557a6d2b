"""The shop's database: its inbox, and the accounts of its users."""

import os
from functools import partial

import database

TABLES = """
CREATE TABLE IF NOT EXISTS inbox (
    id TEXT PRIMARY KEY, body BLOB, state TEXT DEFAULT 'waiting');
CREATE TABLE IF NOT EXISTS accounts (
    id INTEGER PRIMARY KEY, credit INTEGER DEFAULT 0,
    plan TEXT DEFAULT 'free', version INTEGER DEFAULT 0);
"""
NEXT = "SELECT id, body FROM inbox WHERE state = 'waiting'"
PATH = os.environ.get("SHOP", "shop.sqlite")
transaction = partial(database.transaction, PATH, TABLES)


# --8<-- [start:store]
def store(message_id, body):
    """Keep a message; one that we have already stays as it is."""
    new = "INSERT INTO inbox (id, body) VALUES (?, ?)"
    with transaction() as db:
        db.execute(f"{new} ON CONFLICT DO NOTHING", [message_id, body])


# --8<-- [end:store]


def next_waiting():
    """Id and body of the oldest one, or None."""
    with transaction() as db:
        return db.execute(f"{NEXT} ORDER BY rowid").fetchone()


def mark(db, message_id, state):
    change = "UPDATE inbox SET state = ? WHERE id = ?"
    db.execute(change, [state, message_id])


def count(state="%"):
    how_many = "SELECT count(*) FROM inbox WHERE state LIKE ?"
    with transaction() as db:
        return db.execute(how_many, [state]).fetchone()[0]
