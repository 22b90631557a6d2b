"""The payment service's database: what to deliver, and where to."""

import os
from functools import partial

import database

TABLES = """
CREATE TABLE IF NOT EXISTS endpoints (
    url TEXT PRIMARY KEY, secret BLOB, failing_since REAL,
    disabled INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS deliveries (
    id TEXT, url TEXT, body BLOB, due REAL, tries INTEGER DEFAULT 0,
    state TEXT DEFAULT 'waiting', PRIMARY KEY (id, url));
"""
DUE = """
SELECT id, url, body, tries, secret, failing_since
FROM deliveries JOIN endpoints USING (url)
WHERE state = 'waiting' AND NOT disabled AND due <= ? ORDER BY due
"""
OF_DELIVERY = """
UPDATE deliveries SET tries = :tries, state = :state, due = :due
WHERE id = :id AND url = :url
"""
OF_ENDPOINT = """
UPDATE endpoints SET failing_since = :failing_since,
    disabled = disabled OR :disabled WHERE url = :url
"""
PATH = os.environ.get("PAYMENTS", "payments.sqlite")
transaction = partial(database.transaction, PATH, TABLES)


def subscribe(url, secret):
    new = "INSERT OR REPLACE INTO endpoints (url, secret) VALUES (?, ?)"
    with transaction() as db:
        db.execute(new, [url, secret])


# --8<-- [start:publish]
def publish(db, message_id, body, now):
    """Called in the transaction that makes the event true."""
    new = "INSERT INTO deliveries (id, url, body, due)"
    every = "SELECT ?, url, ?, ? FROM endpoints WHERE NOT disabled"
    db.execute(f"{new} {every}", [message_id, body, now])


# --8<-- [end:publish]


def due(now):
    with transaction() as db:
        return db.execute(DUE, [now]).fetchall()


def note(delivery, **new):
    """What came of a try: for the delivery, and for its endpoint."""
    values = {"state": "waiting", "due": None, **dict(delivery), **new}
    with transaction() as db:
        db.execute(OF_DELIVERY, values)
        db.execute(OF_ENDPOINT, values)
