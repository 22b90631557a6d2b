"""Stops inside a grace period, and an init program that tells everybody."""

import signal
import sys

import pytest
from celery.exceptions import WorkerLostError

from handoff.samples.waiting import wait_until

SOFT = """
    import time

    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.worker_soft_shutdown_timeout = 3


    @app.task(acks_late=True)
    def build_report(month):
        note("started", month)
        time.sleep(60)
        note("ended", month)
"""
DUMB_INIT = pytest.mark.skipif(sys.platform != "linux", reason="dumb-init is for Linux")


def building(project, tasks=SOFT, **env):
    """A worker in the middle of a report that is acknowledged late and takes a minute."""
    project.write("tasks.py", tasks)
    project.tasks.build_report.delay("May")
    worker = project.worker(mingle=False, **env)
    wait_until(lambda: project.notes == ["started May"], "the report to begin")
    wait_until(lambda: active(project), "the parent to know that it has begun")
    return worker


def active(project):
    """What the worker itself counts as running; it's told by its child, a moment later."""
    told = project.tasks.app.control.inspect(timeout=10, limit=1).active()
    (running,) = (told or {"": []}).values()
    return running


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_soft_shutdown_gives_a_late_task_back_before_the_kill(project):
    """With REMAP_SIGTERM=SIGQUIT and a soft shutdown a late task is back in the queue."""
    worker = building(project, REMAP_SIGTERM="SIGQUIT")

    worker.signal(signal.SIGTERM)

    worker.wait()
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (1, 0)


@pytest.mark.brokers("valkey", "redis")
def test_a_soft_shutdown_gives_a_late_task_back_before_the_kill__control(project):
    """Without REMAP_SIGTERM it waits for the task; on Redis SIGKILL leaves the message stranded."""
    worker = building(project)

    worker.signal(signal.SIGTERM)
    worker.wait_for("Warm shutdown")
    worker.kill()

    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 1)


def after_a_soft_shutdown(project, seconds):
    """A late task of five seconds is running; messages left once the worker has ended."""
    soft = SOFT.replace("timeout = 3", f"timeout = {seconds}").replace("60", "5")
    worker = building(project, soft, REMAP_SIGTERM="SIGQUIT")

    worker.signal(signal.SIGTERM)

    worker.wait()
    return project.broker.waiting() + project.broker.unacknowledged()


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_soft_shutdown_lets_a_short_late_task_end(project):
    """A late task that ends within the soft shutdown is acknowledged and not given back."""
    left = after_a_soft_shutdown(project, seconds=12)

    assert project.notes == ["started May", "ended May"]
    assert left == 0


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_soft_shutdown_lets_a_short_late_task_end__control(project):
    """With a soft shutdown that's shorter than the task it's given back."""
    left = after_a_soft_shutdown(project, seconds=1)

    assert project.notes == ["started May"]
    assert left == 1


def behind_dumb_init(project, *options):
    """A worker that dumb-init started, in the middle of a nap."""
    nap = project.tasks.nap.delay(5, "nap")
    words = ["dumb-init", *options, "celery -A tasks worker -l INFO -c 1 --without-mingle"]
    init = project.process(" ".join(words), "init")
    wait_until(lambda: project.notes == ["started nap"], "the nap to begin")
    return init, nap


@DUMB_INIT
def test_dumb_init_signals_the_children_too(project):
    """SIGTERM to dumb-init as it comes reaches the pool's children: WorkerLostError."""
    init, nap = behind_dumb_init(project)

    init.signal(signal.SIGTERM)

    init.wait()
    with pytest.raises(WorkerLostError, match="SIGTERM"):
        nap.get(timeout=5)


@DUMB_INIT
def test_dumb_init_signals_the_children_too__control(project):
    """With --single-child it signals the worker alone, and the nap ends."""
    init, nap = behind_dumb_init(project, "--single-child")

    init.signal(signal.SIGTERM)

    init.wait()
    assert nap.get(timeout=5) == "nap"
