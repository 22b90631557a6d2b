"""A connection from before the fork: `celery -A forked worker -c 2`."""

import os

from celery import Celery
from sqlalchemy import create_engine, text

app = Celery(
    "forked",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_default_queue = "forked"  # apart from tasks.py

# --8<-- [start:engine]
address = os.environ["DATABASE_URL"].replace("://", "+psycopg://")
engine = create_engine(address)

with engine.connect() as connection:  # “is the database there?”
    connection.execute(text("SELECT 1"))


@app.task
def ask(number):
    with engine.connect() as connection:
        query = text("SELECT :number, pg_sleep(0.02)")
        return connection.execute(query, {"number": number}).scalar()


# --8<-- [end:engine]
