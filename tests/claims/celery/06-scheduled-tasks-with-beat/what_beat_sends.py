"""What one beat sends, what two send, and what a worker has to do with it."""

import pytest

from handoff.samples.waiting import wait_until

EVERY_SECOND = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.beat_schedule = {"tick": {"task": "tasks.tick", "schedule": 1.0}}


    @app.task
    def tick():
        note("ran")


    @app.task
    def nap(seconds):
        import time

        time.sleep(seconds)
"""
SENT = "Sending due task tick"


@pytest.mark.brokers("valkey", "rabbitmq")
def test_beat_sends_and_never_runs_a_task(project):
    """Beat puts messages on the queue; it runs no task and has no pool."""
    project.write("tasks.py", EVERY_SECOND)
    beat = project.beat()

    beat.wait_for(SENT, times=3)
    wait_until(lambda: project.broker.waiting() >= 3, "three messages")

    assert project.notes == []
    assert beat.children() == []


def test_beat_sends_and_never_runs_a_task__control(project):
    """With a worker beside it the same messages run, in the worker's processes."""
    project.write("tasks.py", EVERY_SECOND)
    beat = project.beat()
    worker = project.worker()

    wait_until(lambda: len(project.notes) >= 3, "three runs")

    pids = {note.pid for note in project.notes}
    assert pids == {child.pid for child in worker.children()} and beat.pid not in pids


def test_a_worker_alone_follows_no_schedule(project):
    """A worker without a beat runs nothing on a schedule, though the schedule is in its app."""
    project.write("tasks.py", EVERY_SECOND)
    project.worker("--concurrency", "2")  # a slot is free while the other one naps

    project.tasks.nap.delay(3).get(timeout=20)  # three intervals pass

    assert project.notes == []


def test_a_worker_alone_follows_no_schedule__control(project):
    """With a beat the same worker runs the task within the same three intervals."""
    project.write("tasks.py", EVERY_SECOND)
    project.worker("--concurrency", "2")
    project.beat()

    project.tasks.nap.delay(3).get(timeout=20)

    assert "ran" in project.notes


def sent_in_all(project, beats):
    """The messages in the queue, once each beat has sent three and been stopped."""
    for beat in beats:
        beat.wait_for(SENT, times=3)
    for beat in beats:
        beat.stop()
    assert project.broker.waiting() == sum(beat.log.count(SENT) for beat in beats)
    return project.broker.waiting()


def test_two_beats_send_everything_twice(project):
    """Each of two beats sends every entry: all scheduled work is done twice."""
    project.write("tasks.py", EVERY_SECOND)
    beats = [project.beat("--schedule", name) for name in ("first", "second")]

    assert sent_in_all(project, beats) >= 6


def test_two_beats_send_everything_twice__control(project):
    """One beat sends one message for each time that it logs."""
    project.write("tasks.py", EVERY_SECOND)

    assert sent_in_all(project, [project.beat()]) < 6


def test_one_schedule_file_does_not_keep_a_second_beat_out(project):
    """Two beats on the same schedule file both send.

    Control: A pidfile does: a_pidfile_stops_a_second_beat_on_the_same_host.
    """
    project.write("tasks.py", EVERY_SECOND)
    beats = [project.beat("--schedule", "shared") for _ in range(2)]

    assert sent_in_all(project, beats) >= 6


def test_a_pidfile_stops_a_second_beat_on_the_same_host(project):
    """Started with the same --pidfile, a second beat exits with code 73 at once."""
    project.write("tasks.py", EVERY_SECOND)
    first = project.beat("--pidfile", "beat.pid")

    second = project.process("celery -A tasks beat --pidfile beat.pid --schedule second")

    assert second.wait() == 73
    assert "already running" in second.log
    assert first.alive


def test_a_pidfile_stops_a_second_beat_on_the_same_host__control(project):
    """With a pidfile of its own, as in another container, the second beat sends too."""
    project.write("tasks.py", EVERY_SECOND)
    names = ("first", "second")
    beats = [project.beat("--pidfile", f"{name}.pid", "--schedule", name) for name in names]

    assert sent_in_all(project, beats) >= 6


def test_two_workers_with_an_embedded_beat_are_two_beats(project):
    """Each worker started with -B runs a beat of its own, so that two of them send twice."""
    project.write("tasks.py", EVERY_SECOND)
    workers = [project.worker("-B", "--schedule", name) for name in ("first", "second")]

    for worker in workers:
        worker.wait_for(SENT, times=3)

    wait_until(lambda: len(project.notes) >= 6, lambda: f"six runs: {project.notes}")


def test_two_workers_with_an_embedded_beat_are_two_beats__control(project):
    """Of two workers, of which one has -B, only that one sends."""
    project.write("tasks.py", EVERY_SECOND)
    with_beat, without = project.worker("-B"), project.worker()

    with_beat.wait_for(SENT, times=3)

    assert "Sending due task" not in without.log


def test_beat_reads_its_schedule_once(project):
    """A schedule edited while beat runs changes nothing until beat is started again.

    Control: Started again, it sends the new entry.
    """
    project.write("tasks.py", EVERY_SECOND)
    beat = project.beat()
    beat.wait_for(SENT)

    project.write("tasks.py", EVERY_SECOND.replace('"tick":', '"tock":'))
    beat.wait_for(SENT, times=4)
    assert "tock" not in beat.log
    beat.stop()

    again = project.beat()
    again.wait_for("Sending due task tock")
    assert SENT not in again.log
