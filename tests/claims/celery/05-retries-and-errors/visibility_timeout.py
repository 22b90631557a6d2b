"""Redis hands a message out again when its worker has not acknowledged it in time."""

import time

import pytest

from handoff.samples.waiting import WaitTimeout, wait_until

IMPATIENT = """
    import time
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.broker_transport_options = {
        "visibility_timeout": 3,
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
    }

    @app.task
    def remind(name=""):
        note("reminded", name)

    @app.task
    def early(seconds):
        note("started")
        time.sleep(seconds)
        note("ended")

    @app.task(acks_late=True)
    def late(seconds):
        note("started")
        time.sleep(seconds)
        note("ended")
"""


TIMEOUT = 3  # seconds, as above
HASTY = ('"unacked_restore_interval": 1,', '"unacked_restore_throttle": 1,')


def look_again(project):
    """A worker that starts looks at once; in Celery 5.5 a running one looks every 100 seconds."""
    since = time.time()
    wait_until(lambda: time.time() - since > TIMEOUT + 1, "the visibility timeout to pass")
    return project.worker()


@pytest.mark.brokers("valkey", "redis")
def test_redis_hands_a_task_out_again_after_the_visibility_timeout(project):
    """Once the visibility timeout has passed, another worker runs the task of a killed one.

    Control: With the default, nobody does for an hour:
    redis_keeps_a_late_acknowledged_task_for_an_hour.
    """
    project.write("tasks.py", IMPATIENT)
    worker = project.worker()
    project.tasks.late.delay(2)
    wait_until(lambda: project.notes == ["started"], "the task runs")

    worker.kill()
    project.worker()

    wait_until(lambda: "ended" in project.notes, lambda: f"a second run: {project.notes}")
    assert project.notes == ["started", "started", "ended"]


@pytest.mark.brokers("valkey", "redis")
def test_a_countdown_past_the_visibility_timeout_runs_several_times(project):
    """A countdown longer than the visibility timeout runs more than once."""
    workers = with_two_countdowns(project, IMPATIENT)

    wait_until(lambda: project.notes.count("reminded late") > 1, lambda: f"{project.notes}")
    assert project.notes.count("reminded soon") == 1
    assert received(workers) > 2


def test_a_countdown_past_the_visibility_timeout_runs_several_times__control(project):
    """With a visibility timeout longer than the countdown it runs once."""
    source = IMPATIENT.replace('"visibility_timeout": 3', '"visibility_timeout": 60')
    workers = with_two_countdowns(project, source)

    wait_until(lambda: "reminded late" in project.notes, lambda: f"{project.notes}")
    project.tasks.remind.delay("after")
    wait_until(lambda: "reminded after" in project.notes, lambda: f"{project.notes}")
    assert project.notes == ["reminded soon", "reminded late", "reminded after"]
    assert received(workers) == 3


def with_two_countdowns(project, source):
    """Two workers: one holds both countdowns, the other starts when one of them is overdue."""
    project.write("tasks.py", source)
    first = project.worker()
    project.tasks.remind.apply_async(["late"], countdown=20)
    project.tasks.remind.apply_async(["soon"], countdown=1)
    wait_until(lambda: "reminded soon" in project.notes, lambda: f"{project.notes}")
    return first, look_again(project)


def received(workers):
    return sum(worker.log.count(" received") for worker in workers)


@pytest.mark.slow
def test_one_worker_is_enough_for_a_countdown_to_run_twice(project):
    """A worker gives out again what it holds itself, if a countdown lasts until it looks.

    Control: With a visibility timeout longer than the countdown it runs once:
    a_countdown_past_the_visibility_timeout_runs_several_times.
    """
    project.write("tasks.py", unhurried())
    worker = project.worker()

    project.tasks.remind.apply_async(["late"], countdown=130)

    wait_until(lambda: project.notes.count("reminded late") > 1, lambda: worker.log, timeout=240)


def unhurried():
    """Without the options that make a worker look more often."""
    source = IMPATIENT
    for option in HASTY:
        assert option in source
        source = source.replace(option, "")
    return source


LONGER = """
    from pathlib import Path

    @app.task
    def hold():
        note("started")
        while not Path("go").exists():
            time.sleep(0.05)
        note("ended")
"""


def reserved_behind_a_longer_task(project, source):
    """One worker runs the task and has a message reserved; another one starts, and looks."""
    project.write("tasks.py", source + LONGER)
    first = project.worker()
    project.tasks.hold.delay()
    wait_until(lambda: project.notes == ["started"], "the longer task runs")
    project.tasks.remind.delay("reserved")
    first.wait_for(" received", times=2)
    return first, look_again(project)


@pytest.mark.brokers("valkey", "redis")
def test_a_reserved_message_past_the_visibility_timeout_runs_twice(project):
    """A message that waits behind a longer task, reserved by its worker, runs more than once.

    The task is acknowledged early, as by default.
    """
    workers = reserved_behind_a_longer_task(project, IMPATIENT)

    wait_until(lambda: received(workers) > 2, "it to be handed out again")
    project.write("go", "")

    wait_until(lambda: project.notes.count("reminded reserved") > 1, lambda: f"{project.notes}")


def test_a_reserved_message_past_the_visibility_timeout_runs_twice__control(project):
    """With a visibility timeout longer than that task it runs once."""
    source = IMPATIENT.replace('"visibility_timeout": 3', '"visibility_timeout": 600')
    workers = reserved_behind_a_longer_task(project, source)

    project.write("go", "")
    wait_until(lambda: "reminded reserved" in project.notes, lambda: f"{project.notes}")
    project.tasks.remind.delay("after")

    wait_until(lambda: "reminded after" in project.notes, lambda: f"{project.notes}")
    assert project.notes == ["started", "ended", "reminded reserved", "reminded after"]
    assert received(workers) == 3


@pytest.mark.brokers("rabbitmq")
def test_rabbitmq_has_no_visibility_timeout(project):
    """On RabbitMQ the same countdown, past the same number of seconds, runs once.

    Control: On Redis it runs several times:
    a_countdown_past_the_visibility_timeout_runs_several_times.
    """
    project.write("tasks.py", IMPATIENT)
    worker = project.worker()

    project.tasks.remind.apply_async(["late"], countdown=8)
    project.tasks.remind.apply_async(["after"], countdown=10)

    wait_until(lambda: "reminded after" in project.notes, lambda: f"{project.notes}")
    assert project.notes == ["reminded late", "reminded after"]
    assert worker.log.count("received") == 2


@pytest.mark.brokers("rabbitmq")
def test_rabbitmq_waits_half_an_hour_for_an_acknowledgement(broker):
    """RabbitMQ's own setting for it is 30 minutes."""
    setting = broker.server.control("eval", "application:get_env(rabbit, consumer_timeout).")

    assert setting.strip() == "{ok,1800000}"  # milliseconds


def test_only_late_acknowledged_tasks_outlast_the_visibility_timeout(project):
    """A task longer than the visibility timeout runs twice if acks_late, once by default.

    Control: Both are run here, and a worker looks for overdue messages as either of them runs.
    """
    project.write("tasks.py", IMPATIENT)
    project.worker()

    project.tasks.early.delay(12)
    wait_until(lambda: project.notes == ["started"], lambda: f"{project.notes}")
    look_again(project)
    wait_until(lambda: "ended" in project.notes, lambda: f"{project.notes}")
    assert project.notes == ["started", "ended"]
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 0)

    project.tasks.late.delay(20)
    wait_until(lambda: project.notes.count("started") == 2, lambda: f"{project.notes}")
    look_again(project)  # the copy goes to any worker, to wait or to run beside it
    wait_until(lambda: project.notes.count("started") > 2, lambda: f"{project.notes}")


def seconds_until_the_second_run(project, source, timeout):
    """Of two workers the one that runs a task is killed; how long until the other one begins."""
    project.write("tasks.py", source)
    workers = [project.worker(), project.worker()]
    project.tasks.late.delay(600)
    wait_until(lambda: project.notes == ["started"], "the task runs")
    busy = [child.pid for child in workers[0].children()] == [project.notes[0].pid]

    workers[0 if busy else 1].kill()
    killed = time.time()

    wait_until(lambda: len(project.notes) > 1, "a second run", timeout=timeout)
    return project.notes[1].at - killed


@pytest.mark.slow
def test_the_sweep_comes_long_after_the_visibility_timeout(project):
    """A running worker looks for late messages every hundred seconds or so, not every few.

    The visibility timeout is 3 seconds here; the other two options, which Celery 5.5 does not
    have, are left alone.
    """
    waited = seconds_until_the_second_run(project, unhurried(), timeout=240)

    sweep = 10 * 10  # seconds: unacked_restore_interval times unacked_restore_throttle
    assert 10 * 3 < waited < 2 * sweep


@pytest.mark.slow
def test_the_sweep_comes_long_after_the_visibility_timeout__control(project):
    """With unacked_restore_interval and unacked_restore_throttle at 1 it looks every second."""
    assert seconds_until_the_second_run(project, IMPATIENT, timeout=240) < 10 * 3


def held_until_tomorrow(project, **limits):
    """A worker with a task for tomorrow, on a RabbitMQ that looks each second who holds too long.

    The limits are RabbitMQ's own, in milliseconds.
    """
    for name, milliseconds in {"channel_tick_interval": 1000, **limits}.items():
        change = f"application:set_env(rabbit, {name}, {milliseconds})."
        project.broker.server.control("eval", change)
    project.write("tasks.py", IMPATIENT)
    worker = project.worker()
    project.tasks.remind.apply_async(["tomorrow"], countdown=24 * 60 * 60)
    return worker


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_a_message_held_too_long_ends_a_worker_on_rabbitmq(project):
    """Past that limit RabbitMQ takes the message back, and the worker that held it ends.

    The limit is set to 5 seconds here instead of 30 minutes, and a classic queue is used.
    """
    worker = held_until_tomorrow(project, consumer_timeout=5000)

    assert worker.wait(timeout=120) == 1
    assert "PRECONDITION_FAILED - delivery acknowledgement on channel" in worker.log
    wait_until(lambda: project.broker.waiting() == 1, "the message is back in the queue")


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_a_message_held_too_long_ends_a_worker_on_rabbitmq__control(project):
    """With the limit left at 30 minutes the worker lives on, and holds the message."""
    worker = held_until_tomorrow(project)
    worker.wait_for("received")

    with pytest.raises(WaitTimeout):
        wait_until(lambda: not worker.alive, "the end of the worker", timeout=20)

    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 1)
