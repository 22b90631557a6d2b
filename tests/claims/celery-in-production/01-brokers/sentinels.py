"""A primary that dies, and the sentinels that put its replica in its place."""

import signal

import pytest
from kombu.exceptions import OperationalError

from handoff.samples.waiting import wait_until
from tests.servers.families import watched

TASKS = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.broker_transport_options = {"master_name": "mymaster"}
    app.conf.task_ignore_result = True

    @app.task
    def say(*words):
        note(*words)
"""
SENTINELS = pytest.mark.parametrize(
    "sentinels", [pytest.param(1, id="1"), pytest.param(3, id="3", marks=pytest.mark.slow)]
)
SAFE = ("--min-replicas-to-write", "1", "--min-replicas-max-lag", "1")


@pytest.fixture
def family(request, broker):
    """start(sentinels, *options): servers of the kind that the test runs on."""
    started = []

    def start(sentinels, *options):
        servers = request.getfixturevalue(f"start_{broker.name}")
        started.append(watched(servers, sentinels, *options))
        return started[-1]

    yield start
    for each in started:
        each.close()


def lead(project, url):
    project.set(CELERY_BROKER_URL=url)
    project.write("tasks.py", TASKS)


def sends(project, word):
    """Does a sender get through?"""
    try:
        project.tasks.say.delay(word)
    except OperationalError:
        return False
    return True


@pytest.mark.brokers("valkey", "redis")
@SENTINELS
def test_sentinels_lead_worker_and_sender_to_the_new_primary(project, family, sentinels):
    """When the primary is killed, an idle worker and a sender with a sentinel:// address go on with
    the replica, without a restart; until the failover is done `.delay()` raises.

    A sentinel waits 2 seconds here before it takes a silent primary for dead.
    """
    servers = family(sentinels)
    lead(project, servers.url)
    project.worker(mingle=False)
    assert sends(project, "before")
    wait_until(lambda: project.notes == ["before"], "the worker works")

    servers.primary.kill()
    assert not sends(project, "meanwhile")
    wait_until(lambda: sends(project, "after"), "the sender gets through", pause=1)

    wait_until(lambda: "after" in project.notes, lambda: f"{project.notes}")
    assert project.notes == ["before", "after"]


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_sentinels_lead_worker_and_sender_to_the_new_primary__control(project, family):
    """With the primary's own redis:// address nothing gets through, although the replica has
    become the primary."""
    servers = family(1)
    lead(project, servers.primary.url)
    assert sends(project, "before")

    servers.primary.kill()
    wait_until(lambda: role(servers.replica) == "master", "the failover is done")

    assert not sends(project, "after")
    assert servers.replica.waiting() == 1  # of before


def role(server):
    with server.client() as client:
        return client.info("replication")["role"]


def fail_over_behind(project, servers):
    """The replica falls silent, something is sent, and the primary dies; what has arrived."""
    lead(project, servers.url)
    assert sends(project, "before")
    wait_until(lambda: servers.replica.waiting() == 1, "the replica has it, too")

    servers.replica.process.signal(signal.SIGSTOP)
    with servers.primary.client() as client:
        client.execute_command("CLIENT", "KILL", "TYPE", "replica")
    taken = sends(project, "unseen")
    servers.primary.kill()
    servers.replica.process.signal(signal.SIGCONT)
    wait_until(lambda: role(servers.replica) == "master", "the failover is done")
    return taken, servers.replica.waiting()


@pytest.mark.brokers("valkey", "redis")
def test_a_failover_loses_what_the_replica_had_not_seen(project, family):
    """What was sent and not yet replicated when the primary died is gone after the failover,
    although `.delay()` had returned.

    Control: What the replica had seen is there: the one sent before.
    """
    taken, waiting = fail_over_behind(project, family(1))

    assert taken
    assert waiting == 1  # of before


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_min_replicas_makes_delay_raise_when_no_replica_keeps_up(project, family):
    """With min-replicas-to-write 1, `.delay()` raises once the replica has been silent for longer
    than min-replicas-max-lag, 1 second here."""
    servers = family(1, *SAFE)
    lead(project, servers.url)
    assert sends(project, "before")

    servers.replica.process.signal(signal.SIGSTOP)
    wait_until(lambda: good_replicas(servers.primary) == 0, "the primary misses its replica")
    with pytest.raises(OperationalError, match="Not enough good replicas"):
        project.tasks.say.delay("unseen")
    servers.replica.process.signal(signal.SIGCONT)

    assert servers.primary.waiting() == 1


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_min_replicas_makes_delay_raise_when_no_replica_keeps_up__control(project, family):
    """Without the setting it is taken at the same moment."""
    servers = family(1)
    lead(project, servers.url)
    assert sends(project, "before")

    servers.replica.process.signal(signal.SIGSTOP)
    assert sends(project, "unseen")
    servers.replica.process.signal(signal.SIGCONT)

    assert servers.primary.waiting() == 2


def good_replicas(server):
    with server.client() as client:
        return client.info("replication")["min_slaves_good_slaves"]
