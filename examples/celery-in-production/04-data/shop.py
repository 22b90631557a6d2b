"""The shop's database: its tables, and how to get a connection."""

import os

import psycopg

TABLES = """
CREATE TABLE IF NOT EXISTS orders (id int PRIMARY KEY);
CREATE TABLE IF NOT EXISTS receipts (order_id int);
CREATE TABLE IF NOT EXISTS points (order_id int, amount int);
CREATE TABLE IF NOT EXISTS done (key text PRIMARY KEY);
-- --8<-- [start:outbox]
CREATE TABLE IF NOT EXISTS outbox (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    place bigint GENERATED ALWAYS AS IDENTITY,
    task text NOT NULL,
    args jsonb NOT NULL);
-- --8<-- [end:outbox]
"""


def connect():
    """A new connection; `transaction()` commits what its block did."""
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def empty_tables():
    with connect() as db:
        db.execute(TABLES)
        db.execute("TRUNCATE orders, receipts, points, done, outbox")


def count(table, order_id):
    query = f"SELECT count(*) FROM {table} WHERE order_id = %s"
    with connect() as db:
        return db.execute(query, [order_id]).fetchone()[0]
