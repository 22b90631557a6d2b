import kombu.exceptions
import pytest

NAMED = """
    from celery import Celery

    {name} = Celery("signup")
"""


@pytest.mark.parametrize("name", ["app", "celery", "background"])
def test_dash_a_takes_the_celery_app_that_the_module_holds(project, name):
    """`-A tasks` finds the Celery app in tasks.py, whatever its variable is called."""
    project.write("tasks.py", NAMED.format(name=name))

    worker = project.worker()

    assert ".> app:         signup:" in worker.log


def test_dash_a_takes_the_celery_app_that_the_module_holds__control(project):
    """With no Celery app in the module, the worker does not start."""
    project.write("tasks.py", "answer = 42\n")

    printed = project.run("celery -A tasks worker", code=2)

    assert "Unable to load celery application" in printed


@pytest.mark.slow
def test_delay_without_redis_blames_the_result_backend(project):
    """Where one Redis is broker and result backend and refuses connections, `.delay()` raises a
    RuntimeError that names the result backend."""
    project.broker.stop()

    with pytest.raises(RuntimeError, match=r"(?s)Retry limit exceeded.*result store"):
        project.tasks.say.delay("nobody")


def test_delay_without_redis_blames_the_result_backend__control(project):
    """Where no result is asked for, it is an OperationalError that names the broker's address."""
    project.tasks.app.conf.task_ignore_result = True
    project.broker.stop()

    with pytest.raises(kombu.exceptions.OperationalError, match="Connection refused"):
        project.tasks.say.delay("nobody")
