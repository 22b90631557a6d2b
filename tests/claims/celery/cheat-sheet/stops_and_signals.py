"""How a worker ends, and where Celery's signals run."""

import signal

from handoff.samples.waiting import wait_until


def test_worker_exits_0_after_a_warm_stop(project):
    """A worker that was stopped with SIGTERM exits with code 0."""
    assert project.worker().stop(signal.SIGTERM) == 0


def test_worker_exits_0_after_a_warm_stop__control(project):
    """Killed, it has the code of the signal: -9 here, 137 in a shell."""
    assert project.worker().stop(signal.SIGKILL) == -signal.SIGKILL


def test_wrong_command_line_exits_2(project):
    """A command line or an app that Celery does not understand: exit code 2.

    Control: A right one starts a worker: worker_exits_0_after_a_warm_stop.
    """
    assert "Unable to load celery application" in project.run("celery -A nowhere worker", code=2)
    assert "No such command" in project.run("celery -A tasks wroker", code=2)
    assert "No such option" in project.run("celery worker -A tasks", code=2)


SIGNALS = """
    import logging

    from celery import Celery, signals
    from notes import note

    app = Celery("tasks")

    def listen(name):
        @getattr(signals, name).connect(weak=False)
        def heard(**details):
            note(name)

    for name in {names!r}:
        listen(name)

    @signals.setup_logging.connect(weak=False)
    def log_as_we_like(**details):
        note("setup_logging")
        logging.basicConfig(level=logging.INFO)  # Celery sets up none

    @app.task(bind=True, max_retries=1)
    def fail(self):
        raise self.retry(countdown=0, exc=ValueError("nope"))

    @app.task
    def unwanted():
        raise AssertionError("it was revoked")
"""
SENDING = """
    import os

    from tasks import fail, unwanted

    failure = fail.delay().get(timeout=20, propagate=False)
    unwanted.apply_async(countdown=2).revoke()
    print(os.getpid(), type(failure).__name__)
"""
CLIENT = {"before_task_publish", "after_task_publish"}
WORKER = {"worker_ready", "worker_shutting_down", "task_revoked"}
CHILD = {"worker_process_init", "task_prerun", "task_postrun", "task_failure", "task_retry"}


def test_each_signal_runs_in_its_own_process(project):
    """Signals of publishing run in the sender, of tasks in a child, of the worker in its parent.

    setup_logging runs in the worker and in beat, and in no child.
    """
    names = sorted(CLIENT | WORKER | CHILD | {"beat_init"})
    project.write("tasks.py", SIGNALS.format(names=names))
    project.write("client.py", SENDING)
    worker = project.worker()
    (child,) = worker.children()

    client, failure = project.run("python client.py").split()
    worker.wait_for("Discarding revoked task")
    beat = project.beat("--schedule", "beat")
    worker.stop()

    assert failure == "ValueError"
    where = {int(client): "client", worker.pid: "worker", child.pid: "child", beat.pid: "beat"}
    heard = {place: set() for place in where.values()}
    for note in project.notes:
        heard[where[note.pid]].add(note)
    assert heard["worker"] == WORKER | {"setup_logging"}
    assert heard["client"] == CLIENT
    assert heard["child"] == CHILD | CLIENT  # the retry is sent by the child
    assert heard["beat"] == {"beat_init", "setup_logging"}


def test_a_cold_stop_gives_a_late_acknowledged_task_back(project):
    """On SIGQUIT a task with acks_late goes back to the queue, and the next worker runs it.

    Control: Acknowledged early, the task is lost: a_cold_stop_loses_the_running_task.
    """
    project.write(
        "tasks.py",
        """
        import time

        from celery import Celery
        from notes import note

        app = Celery("tasks")

        @app.task(acks_late=True)
        def build_report():
            note("started")
            time.sleep(60)
        """,
    )
    project.tasks.build_report.delay()
    first = project.worker()
    project.wait_for_active("build_report")

    first.stop(signal.SIGQUIT)

    assert project.broker.waiting() == 1
    project.worker()
    wait_until(lambda: project.notes == ["started"] * 2, lambda: f"{project.notes}")


def test_sigusr1_logs_where_each_thread_is(project):
    """On SIGUSR1 a prefork worker's parent logs the stack of each of its threads, and goes on.

    Control: Before the signal the log has no stack.
    """
    worker = project.worker(mingle=False)
    assert "MainThread" not in worker.log

    worker.signal(signal.SIGUSR1)

    worker.wait_for("MainThread")
    worker.wait_for('File "')
    assert project.tasks.add.delay(2, 3).get(timeout=30) == 5


def napping(project):
    """A task that runs for a few seconds, and the prefork worker that runs it."""
    worker = project.worker(mingle=False)
    task = project.tasks.nap.delay(4)
    wait_until(lambda: project.notes, "the task has begun")
    return worker, task


def test_sigusr1_to_a_child_ends_its_task(project):
    """In a child of the prefork pool SIGUSR1 raises SoftTimeLimitExceeded, limit or no limit."""
    worker, task = napping(project)
    (child,) = worker.children()

    child.send_signal(signal.SIGUSR1)

    assert type(task.get(timeout=30, propagate=False)).__name__ == "SoftTimeLimitExceeded"


def test_sigusr1_to_a_child_ends_its_task__control(project):
    """Sent to the parent, the signal leaves the task alone."""
    worker, task = napping(project)

    worker.signal(signal.SIGUSR1)

    task.get(timeout=30)
    assert project.notes[-1].startswith("ended")
