"""What a connection to PostgreSQL is worth after the worker has forked (prefork pool)."""

import ast
from collections import Counter

import pytest

from handoff.samples.waiting import wait_until

TASKS = """
    import os

    from celery import Celery
    from celery.signals import worker_process_init
    from notes import note
    from sqlalchemy import create_engine, text

    app = Celery("tasks")
    address = os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(address)

    with engine.connect() as connection:  # a look at import: this is the worker's parent
        connection.execute(text("SELECT 1"))

    @worker_process_init.connect
    def forget(**_):
        if "DISPOSE" in os.environ:
            engine.dispose(close=False)

    @app.task
    def ask(number):
        try:
            with engine.connect() as connection:
                answer = connection.execute(text(f"SELECT {number}, pg_sleep(0.02)")).scalar()
                backend = connection.connection.dbapi_connection.info.backend_pid
        except Exception as error:
            note("error", " ".join(str(error).split()))
        else:
            note("answer", (os.getpid(), backend, number, answer))
"""
NUMBERS = range(100, 140)


def asked(project, database, enough, **env):
    """A worker with two children, asked forty numbers, until `enough(notes)`."""
    project.write("tasks.py", TASKS)
    project.set(DATABASE_URL=database)
    project.worker("-c", "2", mingle=False, **env)
    for number in NUMBERS:
        project.tasks.ask.delay(number)
    wait_until(lambda: enough(project.notes), lambda: f"enough of {project.notes}")
    return project.notes


def answers(notes):
    """What tasks got: (child, connection to the database, number, answer)."""
    told = [note for note in notes if note.startswith("answer ")]
    return [ast.literal_eval(note.removeprefix("answer ")) for note in told]


def mixed_up(notes):
    return [each for each in answers(notes) if each[2] != each[3]]


def all_asked(notes):
    return len(notes) == len(NUMBERS)


def test_a_connection_from_before_the_fork_answers_the_wrong_task(project, database):
    """Children that share a connection from before the fork get each other's answers.

    In SQLAlchemy 2.1 on psycopg 3, without TLS; no error is raised for it.

    Control: With connections of their own each gets its answer:
    dispose_after_the_fork_gives_each_child_its_own_connection.
    """
    notes = asked(project, database, mixed_up)

    connections = Counter(backend for _, backend, _, _ in answers(notes))
    assert len(connections) == 1


@pytest.mark.parametrize(
    "way", ["database", pytest.param("database_by_tls", marks=pytest.mark.slow)]
)
def test_dispose_after_the_fork_gives_each_child_its_own_connection(project, request, way):
    """`engine.dispose(close=False)` in worker_process_init: each child connects for itself.

    Control: Without it they share one: a_connection_from_before_the_fork_answers_the_wrong_task.
    """
    notes = asked(project, request.getfixturevalue(way), all_asked, DISPOSE="yes")

    got = answers(notes)
    assert sorted(number for *_, number in got) == [*NUMBERS] and not mixed_up(notes)
    assert len({child for child, *_ in got}) == len({backend for _, backend, *_ in got}) == 2


def test_over_tls_a_shared_connection_ends_in_an_ssl_error(project, database_by_tls):
    """Over TLS, what children share from before the fork ends in an SSL error in some task.

    The wheel's PostgreSQL has no TLS; a program in front of it speaks it.

    Control: With connections of their own there is none:
    dispose_after_the_fork_gives_each_child_its_own_connection.
    """
    notes = asked(project, database_by_tls, all_asked)

    assert [note for note in notes if "SSL" in note]
