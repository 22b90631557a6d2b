"""Worker and broker are well, and the network between them is not."""

import pytest

EVERY_BROKER = pytest.mark.brokers("valkey", "redis", "rabbitmq", "quorum")
TWICE = {
    "early": "runs once",
    "late": "runs twice",
    "reject": "runs twice",
    "reserved": "runs once",
}


@EVERY_BROKER
def test_connection_cut(jobs):
    """A cut connection leaves the tasks running; those acknowledged late run twice."""
    jobs.start(wired=True)

    jobs.wire.cut()
    jobs.worker.wait_for("Connected to", times=2)

    assert jobs.fates() == TWICE


@EVERY_BROKER
def test_connection_cut__control(jobs):
    """By way of the same wire, with nobody cutting it, each runs once."""
    jobs.start(wired=True)
    jobs.second()

    assert set(jobs.fates().values()) == {"runs once"}


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", "quorum")
def test_network_silent_for_minutes_on_rabbitmq(jobs):
    """A network that swallows everything for minutes: RabbitMQ gives late tasks to another worker.

    The first worker runs on, and notices once the network is back: they run twice.
    """
    jobs.start(wired=True)

    jobs.wire.silence()
    jobs.second()
    assert jobs.broker.unacknowledged() == 3
    jobs.wait_for("late", "reject", times=2, timeout=280)
    jobs.wire.restore()
    jobs.worker.wait_for("Connected to", times=2, timeout=280)

    assert jobs.fates() == TWICE


@pytest.mark.brokers("rabbitmq", "quorum")
def test_network_silent_for_minutes_on_rabbitmq__control(jobs):
    """Where the network heals before RabbitMQ misses a heartbeat, each runs once."""
    jobs.start(wired=True)

    jobs.wire.silence()
    jobs.second()
    jobs.wire.restore()

    assert set(jobs.fates().values()) == {"runs once"}


@pytest.mark.brokers("valkey", "redis")
def test_network_silent_for_a_while_on_redis(jobs):
    """A network that swallows everything and heals while connections stand costs Redis nothing."""
    jobs.start(wired=True)

    jobs.wire.silence()
    jobs.second()
    assert jobs.kept() == {"late", "reject", "reserved"}
    jobs.wire.restore()

    assert set(jobs.fates().values()) == {"runs once"}


@pytest.mark.brokers("valkey", "redis")
def test_network_silent_for_a_while_on_redis__control(jobs):
    """Where the silence outlasts the hour, another worker runs the late ones as well."""
    jobs.start(wired=True)

    jobs.wire.silence()
    jobs.an_hour_passes()
    jobs.second()
    jobs.wait_for("late", "reject", times=2)
    jobs.wire.restore()

    fates = jobs.fates()
    assert (fates["late"], fates["reject"]) == ("runs twice", "runs twice")


BOUNDED = """
    from tasks import app

    app.conf.broker_transport_options = {"socket_timeout": 5}
"""


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_a_heartbeat_keeps_a_worker_from_missing_a_silent_redis(project, proxy):
    """A worker waits for a silent Redis to take its event heartbeat, and says nothing; with
    --without-heartbeat and a socket_timeout it drops the connection.

    Control: Both are on one wire that falls silent, and only the one without heartbeats notices.
    """
    wire = proxy(project.broker.port)
    project.set(CELERY_BROKER_URL=wire.url(project.broker.url))
    project.write("bounded.py", BOUNDED)
    usual = project.worker(app="bounded", mingle=False)
    without = project.worker("--without-heartbeat", app="bounded", mingle=False)

    wire.silence()

    without.wait_for("Connection to broker lost", timeout=200)
    assert "onnection" not in usual.log.partition(" ready.")[2]
    assert usual.alive
