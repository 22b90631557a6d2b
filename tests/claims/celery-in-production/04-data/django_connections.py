"""What Celery does with Django's connections to PostgreSQL around tasks."""

from textwrap import dedent

import pytest

FOLDER = "celery-in-production/04-data/django_app"
LOOK = """
    from django.db import connection as before_the_fork
    import django
    django.setup()
    with before_the_fork.cursor() as cursor, open("before", "a") as before:
        cursor.execute("SELECT pg_backend_pid()")  # the worker's parent connects
        print(cursor.fetchone()[0], file=before)
"""


@pytest.fixture
def site(project, database):
    """The chapter's Django app on a database of the test's own, its tables not made."""
    project.copy(FOLDER)
    project.set(DATABASE_URL=database, DJANGO_SETTINGS_MODULE="settings")
    project.set(CELERY_RESULT_BACKEND=project.broker.backend)
    return project


def change(site, name, text):
    """Add lines to a file of the app."""
    path = site.folder / name
    site.write(name, path.read_text() + dedent(text))


def connections_of_tasks(site, *options):
    """The connection that each of four tasks had, by the id of its PostgreSQL process."""
    site.worker(*options, app="site_config", mingle=False)
    ask = site.load("site_config").which_connection
    return [ask.delay().get(timeout=60) for _ in range(4)]


def connections_of_requests(site):
    """The same where Django itself works through four requests, in a process without Celery."""
    site.write(
        "requests_in_turn.py",
        """
        import django
        django.setup()
        from django.core.signals import request_finished, request_started
        from site_config import which_connection

        for _ in range(4):
            request_started.send(sender=None)
            print(which_connection())
            request_finished.send(sender=None)
        """,
    )
    return site.run("python requests_in_turn.py").split()


def test_django_connects_anew_for_every_task(site):
    """In a worker each task gets a new connection, although CONN_MAX_AGE is 600.

    Control: Requests in one Django process share one connection with the same settings.
    """
    assert len({*connections_of_tasks(site)}) == 4
    assert len({*connections_of_requests(site)}) == 1


@pytest.mark.slow
def test_db_reuse_max_keeps_djangos_connection(site):
    """With CELERY_DB_REUSE_MAX in Django's settings, tasks share a connection.

    Control: Without it each connects anew: django_connects_anew_for_every_task.
    """
    change(site, "settings.py", "CELERY_DB_REUSE_MAX = 100\n")

    assert len({*connections_of_tasks(site)}) == 1


POOL = """
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 1}}
"""


def test_djangos_pool_is_closed_after_every_task_with_prefork(site):
    """With Django's connection pool and prefork, tasks get a new connection each."""
    change(site, "settings.py", POOL)

    assert len({*connections_of_tasks(site)}) == 4


@pytest.mark.slow
def test_djangos_pool_is_closed_after_every_task_with_prefork__control(site):
    """With the same pool and `--pool threads`, tasks share a connection."""
    change(site, "settings.py", POOL)

    assert len({*connections_of_tasks(site, "-P", "threads")}) == 1


def test_django_may_connect_before_the_fork(site):
    """A Django query in the worker's parent does no harm: children connect for themselves.

    Control: With SQLAlchemy children share what the parent opened:
    a_connection_from_before_the_fork_answers_the_wrong_task.
    """
    change(site, "site_config.py", LOOK)

    connections = {*connections_of_tasks(site, "-c", "2")}

    before = {int(line) for line in (site.folder / "before").read_text().split()}
    assert len(connections) == 4 and not connections & before
