"""The programs that measure: they run, and what they print has the shape that the page tells of."""

import re
import timeit

import pytest
import redis

from handoff.samples.ports import free_port

SAMPLE = "celery-in-production/05-memory-and-speed"


@pytest.mark.slow
def test_waiting_goes_by_slots(project):
    project.copy(SAMPLE)

    printed = project.run('python throughput.py solo "threads -c 20"', timeout=200)

    alone, together = map(float, re.findall(r"wait +([\d.]+)/s", printed))
    assert together > 3 * alone


@pytest.mark.slow
def test_fewer_messages_are_quicker(project):
    project.copy(SAMPLE)
    project.worker(mingle=False)

    printed = project.run("python batches.py", timeout=120)

    took = [float(found) for found in re.findall(r"([\d.]+) ms", printed)]
    assert len(took) == 4
    assert took[3] < took[0]


@pytest.mark.slow
def test_a_child_owns_more_once_it_has_read_the_list(project):
    project.copy(SAMPLE)

    printed = project.run("python shares.py", timeout=120)

    own = {name: int(uss) for name, uss in re.findall(r"(\w+) +\d+ +\d+ +(\d+)", printed)}
    assert own["read_block"] - own["begin"] < 20
    assert own["read_rows"] - own["read_block"] > 60


def test_a_far_broker_takes_two_milliseconds_each_way(project):
    project.copy(SAMPLE)
    near, port = project.broker.url, free_port()
    relay = project.process(f"python far.py {port} {project.broker.port}")
    relay.wait_for("ready")

    far = near.replace(f":{project.broker.port}/", f":{port}/")

    assert fastest_ping(far) >= 0.004
    assert fastest_ping(near) < fastest_ping(far)


def fastest_ping(address):
    """Seconds from the question to the answer, in the fastest of twenty."""
    with redis.Redis.from_url(address) as client:
        client.ping()  # connected
        return min(timeit.repeat(client.ping, number=1, repeat=20))
