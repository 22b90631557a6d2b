"""Turning on the append-only file of a Redis that has messages."""

import pytest

from handoff.samples.waiting import wait_until


def writing(client):
    state = client.info("persistence")
    return state["aof_rewrite_in_progress"] or state["aof_rewrite_scheduled"]


def turned_on(project, while_running):
    """Three messages, then the append-only file is turned on, and Redis starts again."""
    for number in range(3):
        project.tasks.say.delay(number)
    if while_running:
        with project.broker.client() as client:
            client.config_set("appendonly", "yes")
            wait_until(lambda: not writing(client), "the first append-only file is written")
    project.broker.stop()
    project.broker.mode = "aof"  # what the configuration file says from now on
    project.broker.start()
    return project.broker.waiting()


@pytest.mark.brokers("valkey", "redis", persistence="rdb")
def test_appendonly_in_the_file_alone_starts_empty(project):
    """A Redis with snapshots that is stopped cleanly and started with appendonly yes comes back
    without its messages."""
    assert turned_on(project, while_running=False) == 0


@pytest.mark.brokers("valkey", "redis", persistence="rdb")
def test_appendonly_in_the_file_alone_starts_empty__control(project):
    """With CONFIG SET appendonly yes before that, it has them."""
    assert turned_on(project, while_running=True) == 3
