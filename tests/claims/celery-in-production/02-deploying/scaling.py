"""How many child processes a worker starts, keeps and counts on."""

import os
import time
import uuid
from pathlib import Path

import pytest

from handoff.samples.waiting import wait_until

CPUS = os.cpu_count() or 1
BOTH = pytest.mark.brokers("valkey", "rabbitmq")


def taken(project):
    return 20 - project.broker.waiting()


@BOTH
def test_autoscale_takes_messages_for_its_maximum(project):
    """With --autoscale 3,1 a worker takes fifteen long tasks, as one with three slots does."""
    for _ in range(20):
        project.tasks.nap.delay(60)

    project.worker("--autoscale", "3,1", mingle=False)

    wait_until(lambda: taken(project) == 15, lambda: f"fifteen: {taken(project)}")


@BOTH
@pytest.mark.parametrize(
    ("slots", "expected"), [(1, 5), pytest.param(3, 15, marks=pytest.mark.slow)]
)
def test_autoscale_takes_messages_for_its_maximum__control(project, slots, expected):
    """With one slot it takes five, with three fifteen."""
    for _ in range(20):
        project.tasks.nap.delay(60)

    project.worker("--concurrency", str(slots), mingle=False)

    wait_until(lambda: taken(project) == expected, lambda: f"{expected}: {taken(project)}")


KEEPALIVE = 3  # seconds, for 30


def grown(project):
    """A worker that has three children, of which no more than one is needed."""
    worker = project.worker("--autoscale", "3,1", mingle=False, AUTOSCALE_KEEPALIVE=str(KEEPALIVE))
    naps = [project.tasks.nap.delay(0.5) for _ in range(6)]
    wait_until(lambda: len(worker.children()) == 3, "three children")
    for nap in naps:
        nap.get(timeout=20)
    return worker


@pytest.mark.slow
def test_a_trickle_of_tasks_keeps_an_autoscaled_pool_large(project):
    """Quick tasks at intervals below the keepalive keep all children of an autoscaled worker.

    The keepalive is 30 seconds; here it is three.
    """
    worker = grown(project)

    end = time.monotonic() + 4 * KEEPALIVE
    while time.monotonic() < end:
        project.tasks.say.delay("one").get(timeout=20)
        time.sleep(KEEPALIVE / 6)
        assert len(worker.children()) == 3


@pytest.mark.slow
def test_a_trickle_of_tasks_keeps_an_autoscaled_pool_large__control(project):
    """With no tasks at all it is back at one child."""
    worker = grown(project)

    wait_until(lambda: len(worker.children()) == 1, "one child")


@pytest.fixture
def quota():
    """A control group that may use one CPU: what a container's CPU limit is made of."""
    group = _group()
    if group is None:
        pytest.skip("no right to make a control group with a CPU limit")
    yield group
    wait_until(lambda: not (group / "cgroup.procs").read_text(), "the group to be empty")
    group.rmdir()


def _group():
    for root, limit in [("cpu", "cpu.cfs_quota_us"), ("", "cpu.max")]:  # version 1, version 2
        group = Path("/sys/fs/cgroup") / root / f"test-{uuid.uuid4().hex[:8]}"
        try:
            group.mkdir()
        except OSError:
            continue
        if (group / limit).exists():
            (group / limit).write_text("100000")  # microseconds in a tenth of a second: one CPU
            return group
        group.rmdir()
    return None


def in_group(project, group, concurrency):
    """How many children a worker in that group has."""
    command = f"echo $$ > {group}/cgroup.procs; exec celery -A tasks worker -l INFO {concurrency}"
    worker = project.process(f'sh -c "{command}"', "limited")
    worker.wait_for(" ready.")
    wait_until(lambda: worker.children(), "its children")
    children = len(worker.children())
    worker.stop()
    return children


@pytest.mark.slow
@pytest.mark.skipif(CPUS == 1, reason="a machine with one CPU has nothing to limit")
def test_the_default_concurrency_ignores_a_cpu_limit(project, quota):
    """A worker in a control group with one CPU starts a child for each CPU of the machine.

    Control: With --concurrency auto it starts one: concurrency_auto_counts_what_a_cpu_limit_allows.
    """
    assert in_group(project, quota, "") == CPUS


@pytest.mark.slow
@pytest.mark.skipif(CPUS == 1, reason="a machine with one CPU has nothing to limit")
def test_concurrency_auto_counts_what_a_cpu_limit_allows(project, quota):
    """With --concurrency auto, a worker in a control group with one CPU starts one child."""
    assert in_group(project, quota, "--concurrency auto") == 1


@pytest.mark.slow
@pytest.mark.skipif(CPUS == 1, reason="a machine with one CPU has nothing to limit")
def test_concurrency_auto_counts_what_a_cpu_limit_allows__control(project):
    """Outside of the group it starts one for each CPU of the machine."""
    has_children(project, f"{WORKER} --concurrency auto", CPUS)


WORKER = "celery -A tasks worker -l INFO --without-mingle"


def has_children(project, command, expected):
    """A worker that is started so has as many children."""
    worker = project.process(command, "counted")
    worker.wait_for(" ready.")
    wait_until(lambda: len(worker.children()) == expected, f"{expected} children")
    worker.stop()


@pytest.mark.skipif(CPUS == 1, reason="a machine with one CPU has nothing to limit")
def test_the_default_concurrency_ignores_a_cpu_affinity(project):
    """A worker that is pinned to one CPU starts a child for each CPU of the machine.

    Control: With --concurrency auto it starts one: concurrency_auto_counts_what_an_affinity_allows.
    """
    has_children(project, f"taskset -c 0 {WORKER}", CPUS)


@pytest.mark.skipif(CPUS == 1, reason="a machine with one CPU has nothing to limit")
def test_concurrency_auto_counts_what_an_affinity_allows(project):
    """With --concurrency auto, a worker that is pinned to one CPU starts one child."""
    has_children(project, f"taskset -c 0 {WORKER} --concurrency auto", 1)


@pytest.mark.skipif(CPUS == 1, reason="a machine with one CPU has nothing to limit")
def test_concurrency_auto_counts_what_an_affinity_allows__control(project):
    """One that isn't starts a child for each CPU of the machine."""
    has_children(project, f"{WORKER} --concurrency auto", CPUS)
