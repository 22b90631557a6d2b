"""Locks that end by the clock or with their holder's session, with two tasks that want them."""

import time

import pytest
from sqlalchemy import create_engine, text

from handoff.samples.waiting import wait_until

TASKS = """
    import os, time
    from pathlib import Path

    import psycopg
    from celery import Celery
    from notes import note
    from redis import Redis

    app = Celery("tasks")
    redis = Redis.from_url(os.environ["CELERY_BROKER_URL"])

    def hold(name):
        note("works", name)
        while not Path(f"end-{name}").exists():
            time.sleep(0.02)
        note("ended", name)

    @app.task
    def by_clock(name):
        lock = redis.lock("lock", timeout=1)
        if lock.acquire(blocking=False):
            hold(name)
        else:
            note("skips", name)

    @app.task
    def by_session(name):
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as db:
            if db.execute("SELECT pg_try_advisory_lock(1)").fetchone()[0]:
                hold(name)
            else:
                note("skips", name)
"""


def two_runs(project, database, task):
    """One run at work for longer than a second, and then a second one: what both noted."""
    project.write("tasks.py", TASKS)
    project.set(DATABASE_URL=database)
    project.worker("-c", "2", mingle=False)
    run = getattr(project.tasks, task)
    run.delay("first")
    wait_until(lambda: "works first" in project.notes, "the first one at work")
    time.sleep(1.2)
    run.delay("second")
    wait_until(lambda: "second" in " ".join(project.notes), "the second one")
    return project.notes


@pytest.mark.brokers("valkey", "redis")
def test_a_lock_with_a_timeout_lets_a_second_run_in(project, database):
    """When its timeout ends before its holder does, a Redis lock is given to a second run."""
    notes = two_runs(project, database, "by_clock")

    assert notes == ["works first", "works second"]


@pytest.mark.brokers("valkey", "redis")
def test_a_lock_with_a_timeout_lets_a_second_run_in__control(project, database):
    """An advisory lock of PostgreSQL lasts as long as its holder's session: the second skips."""
    notes = two_runs(project, database, "by_session")

    assert notes == ["works first", "skips second"]


@pytest.mark.slow
def test_an_advisory_lock_ends_with_a_killed_worker(project, database):
    """Kill a worker that holds an advisory lock, and the next run gets the lock.

    Control: While the worker lives the next run skips:
    a_lock_with_a_timeout_lets_a_second_run_in__control.
    """
    project.write("tasks.py", TASKS)
    project.set(DATABASE_URL=database)
    worker = project.worker(mingle=False)
    project.tasks.by_session.delay("first")
    wait_until(lambda: "works first" in project.notes, "the first one at work")

    worker.kill()
    project.worker(mingle=False)
    project.tasks.by_session.delay("second")

    wait_until(lambda: "second" in " ".join(project.notes), "the second one")
    assert project.notes == ["works first", "works second"]


def taken_after(database, lock):
    """Does a second session get a lock that a first one took by way of a pool and forgot?"""
    address = database.replace("postgresql:", "postgresql+psycopg:")
    first, second = create_engine(address), create_engine(address)
    try:
        with first.begin() as connection:  # the connection goes back to the pool, and stays open
            connection.execute(text(f"SELECT {lock}(1)"))
        with second.begin() as connection:
            return connection.execute(text("SELECT pg_try_advisory_lock(1)")).scalar()
    finally:
        first.dispose()
        second.dispose()


def test_a_session_lock_stays_with_a_pooled_connection(database):
    """A session's advisory lock that nobody gives back outlives its block: the pool keeps it.

    In SQLAlchemy, whose pool rolls back and does not unlock.
    """
    assert taken_after(database, "pg_advisory_lock") is False


def test_a_session_lock_stays_with_a_pooled_connection__control(database):
    """pg_advisory_xact_lock ends with the transaction."""
    assert taken_after(database, "pg_advisory_xact_lock") is True
