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


def test_a_worker_alone_follows_no_schedule(project):
    """A worker without a beat runs nothing on a schedule, though the schedule is in its app."""
    project.write("tasks.py", EVERY_SECOND)
    project.worker("--concurrency", "2")  # a slot is free while the other one naps

    project.tasks.nap.delay(3).get(timeout=20)  # three intervals pass

    assert project.notes == []


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_messages_pile_up_and_then_run_in_a_burst(project):
    """While no worker runs, beat's messages pile up; the next worker runs them all at once."""
    project.write("tasks.py", EVERY_SECOND)
    beat = project.beat()
    wait_until(lambda: project.broker.waiting() >= 4, "four messages")
    beat.stop()

    project.worker()

    wait_until(lambda: len(project.notes) >= 4, lambda: f"four runs: {project.notes}")
    first, *_, last = project.notes
    sending = 3.0  # seconds: three intervals lie between four messages
    assert last.at - first.at < sending / 2


def test_expired_messages_are_thrown_away_unrun(project):
    """With `expires` a worker that comes late discards the old messages instead of running them."""
    expiring = EVERY_SECOND.replace("1.0}", '1.0, "options": {"expires": 0.5}}')
    project.write("tasks.py", expiring)
    beat = project.beat()
    wait_until(lambda: project.broker.waiting() >= 4, "four messages")
    beat.stop()

    worker = project.worker()

    worker.wait_for("Discarding revoked task", times=3)
    wait_until(lambda: project.broker.waiting() == 0, "an empty queue")
    assert len(project.notes) <= 1  # the newest may still have been fresh


def test_two_beats_send_everything_twice(project):
    """Each of two beats sends every entry: all scheduled work is done twice."""
    project.write("tasks.py", EVERY_SECOND)
    beats = [project.beat("--schedule", name) for name in ("first", "second")]

    for beat in beats:
        beat.wait_for(SENT, times=3)

    assert project.broker.waiting() >= 6


def test_one_schedule_file_does_not_keep_a_second_beat_out(project):
    """Two beats on the same schedule file both send; neither complains."""
    project.write("tasks.py", EVERY_SECOND)
    beats = [project.beat("--schedule", "shared") for _ in range(2)]

    for beat in beats:
        beat.wait_for(SENT, times=3)

    assert all(beat.alive and "ERROR" not in beat.log for beat in beats)
    assert project.broker.waiting() >= 6


def test_a_pidfile_stops_a_second_beat_on_the_same_host(project):
    """Started with the same --pidfile, a second beat exits with code 73 at once."""
    project.write("tasks.py", EVERY_SECOND)
    first = project.beat("--pidfile", "beat.pid")

    second = project.process("celery -A tasks beat --pidfile beat.pid --schedule second")

    assert second.wait() == 73
    assert "already running" in second.log
    assert first.alive


def test_two_workers_with_an_embedded_beat_are_two_beats(project):
    """Each worker started with -B runs a beat of its own, so that two of them send twice."""
    project.write("tasks.py", EVERY_SECOND)
    workers = [project.worker("-B", "--schedule", name) for name in ("first", "second")]

    for worker in workers:
        worker.wait_for(SENT, times=3)

    wait_until(lambda: len(project.notes) >= 6, lambda: f"six runs: {project.notes}")


def test_beat_reads_its_schedule_once(project):
    """A schedule edited while beat runs changes nothing until beat is started again."""
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


def test_sends_that_fall_due_while_the_broker_is_down_are_lost(project):
    """Beat logs an error for a send it cannot make, drops that run and goes on."""
    project.write("tasks.py", EVERY_SECOND)
    beat = project.beat()
    wait_until(lambda: project.broker.waiting() >= 1, "one message")

    project.broker.kill()
    beat.wait_for("Message Error")
    project.broker.start()

    before = project.broker.waiting()
    wait_until(lambda: project.broker.waiting() > before, "beat sends again")
    assert project.broker.waiting() < beat.log.count(SENT)


def test_overlapping_runs_go_side_by_side(project):
    """A task that takes three intervals runs in three copies at once, if the pool has room."""
    project.write(
        "tasks.py",
        """
        import time

        from celery import Celery
        from notes import note

        app = Celery("tasks")
        app.conf.beat_schedule = {"tick": {"task": "tasks.report", "schedule": 1.0}}


        @app.task
        def report():
            note("started")
            time.sleep(3.5)
            note("ended")
    """,
    )
    project.worker("--concurrency", "3")
    project.beat()

    wait_until(lambda: len(project.notes) >= 4, lambda: f"three copies: {project.notes}")

    assert project.notes[:4] == ["started", "started", "started", "ended"]


@pytest.mark.brokers("valkey", "redis")
def test_a_lock_lets_one_copy_run_and_the_others_skip(project):
    """Of three copies sent at once, the one that gets the lock runs; the others end at once."""
    project.copy("celery/06-scheduled-tasks-with-beat")
    project.start("reports")
    report = project.load("once").build_report_once

    sent = [report.delay("yesterday") for _ in range(3)]
    answers = sorted(result.get(timeout=30) for result in sent)

    assert answers == ["built yesterday", *["skipped: one is being built"] * 2]
    assert report.delay("today").get(timeout=30) == "built today"  # the lock was given back


def test_the_lock_of_a_killed_worker_ends_by_itself(project):
    """The lock has a time to live, so that a copy that was killed does not keep it for ever."""
    project.copy("celery/06-scheduled-tasks-with-beat")
    (worker,) = project.start("reports")
    once = project.load("once")

    once.build_report_once.delay("yesterday")
    wait_until(lambda: once.store.exists("build_report"), "the lock")
    worker.kill()

    assert 0 < once.store.ttl("build_report") <= 60


def test_a_long_countdown_sits_in_the_memory_of_one_worker(project):
    """A message with a countdown leaves the queue at once and waits inside the worker."""
    result = project.tasks.say.apply_async(("late",), countdown=3600)
    assert project.broker.waiting() == 1

    worker = project.worker()
    worker.wait_for("received")

    wait_until(lambda: project.broker.waiting() == 0, "an empty queue")
    (held,) = project.tasks.app.control.inspect().scheduled().values()
    assert [entry["request"]["id"] for entry in held] == [result.id]
    worker.kill()
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 1)
