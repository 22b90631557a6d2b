"""Redis Cluster as a broker."""

import pytest
from kombu.transport import TRANSPORT_ALIASES

from handoff.samples.waiting import wait_until
from tests.servers.families import cluster, owner

TASKS = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.broker_transport_options = {options}
    app.conf.task_ignore_result = True

    @app.task
    def say(*words):
        note(*words)
"""
SEND = "from tasks import say; say.delay('hello')"


@pytest.fixture
def nodes(request, broker):
    """Three nodes of the kind that the test runs on, which share the slots."""
    return cluster(request.getfixturevalue(f"start_{broker.name}"), 3)


def lead(project, node, **options):
    project.set(CELERY_BROKER_URL=node.url)
    project.write("tasks.py", TASKS.format(options=options))
    project.write("send.py", SEND)


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_a_cluster_of_redis_refuses_celery(project, nodes):
    """On a Redis Cluster of three nodes `.delay()` raises OperationalError, and a worker ends with
    MovedError or goes without its queue, whichever node the address names.

    Kombu 5.7 has no address for a cluster either.
    """
    assert not [alias for alias in TRANSPORT_ALIASES if "cluster" in alias]
    for node in nodes:
        lead(project, node)
        said = project.run("python send.py", code=1)
        worker = project.worker(ready=False, mingle=False)
        worker.wait_for("MovedError")
        worker.kill()

        assert "kombu.exceptions.OperationalError" in said
    assert project.notes == []


@pytest.mark.brokers("valkey", "redis")
def test_a_cluster_of_redis_refuses_celery__control(project):
    """On one Redis the same program works."""
    lead(project, project.broker)
    project.worker(mingle=False)

    project.run("python send.py")

    wait_until(lambda: project.notes == ["hello"], lambda: f"{project.notes}")


@pytest.mark.brokers("valkey", "redis")
def test_a_hash_tag_makes_one_node_of_the_cluster_the_broker(project, nodes):
    """With a global_keyprefix in braces all keys share a slot: Celery works if its address names
    the node that has it.

    Control: The same options, with the address of another node, are refused.
    """
    prefix = "{celery}"
    home = owner(nodes, prefix)
    away = next(node for node in nodes if node is not home)

    lead(project, away, global_keyprefix=prefix)
    assert "OperationalError" in project.run("python send.py", code=1)

    lead(project, home, global_keyprefix=prefix)
    project.worker(mingle=False)
    project.run("python send.py")
    wait_until(lambda: project.notes == ["hello"], lambda: f"{project.notes}")
