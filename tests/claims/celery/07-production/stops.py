"""What each way to stop a worker does to the task that runs and to those it has reserved."""

import signal

import pytest
from celery.exceptions import WorkerLostError

from handoff.samples.waiting import WaitTimeout, wait_until
from tests.fixtures.failures import frozen, terminate_group

SILENCE = 20  # seconds; a quarter of what the defaults need to notice, by heartbeat
SETTING = """
    import time

    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.{setting}


    @app.task
    def nap(seconds, name):
        note("started", name)
        time.sleep(seconds)
        note("ended", name)
"""


def begun(project, pool, slots=1):
    """A worker of that pool that runs a nap in each slot; eight were sent."""
    for number in range(8):
        project.tasks.nap.delay(3, number)
    worker = project.worker("--pool", pool, "--concurrency", str(slots))
    wait_until(lambda: len(project.notes) == slots, "all slots to be busy")
    return worker


def busy(project, *options, naps=8, seconds=3, **env):
    """A worker with one slot that has begun the first of its naps and reserved four more."""
    for number in range(naps):
        project.tasks.nap.delay(seconds, number)
    worker = project.worker(*options, **env)
    wait_until(lambda: project.broker.waiting() == naps - 5, "four to be reserved")
    wait_until(lambda: project.notes == ["started 0"], "the first to run")
    return worker


@pytest.mark.brokers("redis")
def test_kill_9_on_redis_strands_the_reserved_messages(project):
    """After kill -9 the running task is lost, and nobody can reach the reserved ones."""
    worker = busy(project, seconds=2)

    worker.kill()

    assert (project.broker.waiting(), project.broker.unacknowledged()) == (3, 4)
    project.worker("--concurrency", "3")
    wait_until(lambda: sum(note.startswith("ended") for note in project.notes) == 3, "three runs")
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 4)


@pytest.mark.brokers("redis")
def test_kill_9_on_redis_strands_the_reserved_messages__control(project):
    """After SIGTERM the running task has ended and the reserved ones are in the queue again."""
    worker = busy(project, seconds=2)

    worker.stop()

    assert project.notes == ["started 0", "ended 0"]
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (7, 0)


@pytest.mark.brokers("redis")
def test_redis_leaves_the_messages_of_a_frozen_worker_where_they_are(project):
    """Another worker runs what waits in the queue; the four of the frozen worker stay with it.

    Control: A worker that SIGTERM stops gives them back:
    a_warm_stop_finishes_what_runs_and_gives_the_rest_back.
    """
    with frozen(busy(project, seconds=2)):
        project.worker("--concurrency", "3")
        wait_until(lambda: len(project.notes) == 7, lambda: f"three runs: {project.notes}")
        assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 4)


@pytest.mark.brokers("rabbitmq")
def test_kill_9_on_rabbitmq_gives_the_reserved_messages_back(project):
    """RabbitMQ sees the connection close: after kill -9 only the running task is lost."""
    worker = busy(project)

    worker.kill()

    wait_until(lambda: project.broker.waiting() == 7, "seven to be back", timeout=SILENCE)


@pytest.mark.brokers("rabbitmq")
def test_kill_9_on_rabbitmq_gives_the_reserved_messages_back__control(project):
    """A frozen worker closes no connection: in the time that kill -9 needs nothing comes back."""
    with frozen(busy(project)):
        assert stays_silent(project)


def stays_silent(project):
    """For so long as RabbitMQ would need at most, no message has come back."""
    with pytest.raises(WaitTimeout):
        wait_until(lambda: project.broker.waiting() > 3, "nothing", timeout=SILENCE)
    return project.broker.waiting() == 3


@pytest.mark.brokers("rabbitmq")
def test_a_shorter_heartbeat_notices_a_frozen_worker_sooner(project):
    """With broker_heartbeat = 4 RabbitMQ takes a frozen worker's messages back in seconds."""
    project.write("tasks.py", SETTING.format(setting="broker_heartbeat = 4"))
    with frozen(busy(project, seconds=60)):
        wait_until(lambda: project.broker.waiting() == 7, "seven to be back", timeout=SILENCE)


@pytest.mark.brokers("rabbitmq")
def test_a_shorter_heartbeat_notices_a_frozen_worker_sooner__control(project):
    """With the default of 120 seconds none has come back in that time."""
    with frozen(busy(project, seconds=60)):
        assert stays_silent(project)


def test_a_soft_shutdown_gives_running_tasks_a_fixed_time(project):
    """With worker_soft_shutdown_timeout a cold stop first waits so long, even if it need not."""
    project.write("tasks.py", SETTING.format(setting="worker_soft_shutdown_timeout = 8"))
    worker = busy(project)
    project.wait_for_active("nap")

    worker.signal(signal.SIGQUIT)

    wait_until(lambda: project.notes == ["started 0", "ended 0"], "the task to end")
    assert worker.alive
    worker.wait()
    assert project.broker.waiting() == 7


def test_a_soft_shutdown_gives_running_tasks_a_fixed_time__control(project):
    """Without the setting the running task does not end."""
    worker = busy(project)
    project.wait_for_active("nap")

    worker.signal(signal.SIGQUIT)

    worker.wait()
    assert project.notes == ["started 0"]


@pytest.mark.parametrize(("pool", "slots"), [("prefork", 1), ("prefork", 3), ("solo", 1)])
def test_after_sigterm_prefork_and_solo_start_nothing_more(project, pool, slots):
    """On SIGTERM a prefork or solo worker ends what runs and starts nothing that it reserved.

    Control: A gevent worker does: after_sigterm_gevent_can_start_what_it_reserved.
    """
    worker = begun(project, pool, slots)

    worker.signal(signal.SIGTERM)

    worker.wait()
    words = [note.split()[0] for note in project.notes]
    assert words == ["started"] * slots + ["ended"] * slots
    assert project.broker.waiting() == 8 - slots


def test_after_sigterm_gevent_can_start_what_it_reserved(project):
    """On SIGTERM a gevent worker with one slot ends what runs, and then one reserved task.

    Control: A prefork worker doesn't: after_sigterm_prefork_and_solo_start_nothing_more.
    """
    worker = begun(project, "gevent")
    wait_until(lambda: project.broker.waiting() < 7, "it to reserve some")

    worker.signal(signal.SIGTERM)

    worker.wait()
    assert project.notes == ["started 0", "ended 0", "started 1", "ended 1"]
    assert project.broker.waiting() == 6


def test_sigterm_to_the_children_too_kills_the_running_task(project):
    """SIGTERM to a prefork worker and its children fails the running task, WorkerLostError."""
    long = project.tasks.nap.delay(30, "long")
    worker = project.worker()
    wait_until(lambda: project.notes == ["started long"], "the task to run")

    terminate_group(worker)

    worker.wait()
    with pytest.raises(WorkerLostError, match="SIGTERM"):
        long.get(timeout=5)


def test_sigterm_to_the_children_too_kills_the_running_task__control(project):
    """SIGTERM to the parent alone lets the task end."""
    nap = project.tasks.nap.delay(5, "long")
    worker = project.worker()
    wait_until(lambda: project.notes == ["started long"], "the task to run")

    worker.signal(signal.SIGTERM)

    worker.wait()
    assert nap.get(timeout=5) == "long"


def test_remap_sigterm_with_a_soft_shutdown_survives_sigterm_to_the_group(project):
    """With REMAP_SIGTERM=SIGQUIT and a soft shutdown a prefork task outlasts SIGTERM to all."""
    project.write("tasks.py", SETTING.format(setting="worker_soft_shutdown_timeout = 10"))
    worker = busy(project, REMAP_SIGTERM="SIGQUIT")

    terminate_group(worker)

    worker.wait()
    assert project.notes == ["started 0", "ended 0"]
    assert project.broker.waiting() == 7


def test_remap_sigterm_with_a_soft_shutdown_survives_sigterm_to_the_group__control(project):
    """With the soft shutdown and without REMAP_SIGTERM the task is killed."""
    project.write("tasks.py", SETTING.format(setting="worker_soft_shutdown_timeout = 10"))
    worker = busy(project)

    terminate_group(worker)

    worker.wait()
    assert project.notes == ["started 0"]
