import pytest
from celery.exceptions import TaskRevokedError, TimeLimitExceeded

from handoff.samples.waiting import wait_until

LIMITED = """
    import time

    from celery import Celery
    from celery.exceptions import SoftTimeLimitExceeded
    from notes import note

    app = Celery("tasks")


    @app.task(soft_time_limit=1)
    def soft():
        try:
            time.sleep(4)
        except SoftTimeLimitExceeded:
            return "tidied up"
        return "finished"


    @app.task(time_limit=1)
    def hard():
        time.sleep(4)
        return "finished"
"""


def most_at_once(notes):
    running = peak = 0
    for note in notes:
        running += 1 if note.startswith("started") else -1
        peak = max(peak, running)
    return peak


@pytest.mark.parametrize(
    ("pool", "children"), [("solo", 0), ("prefork", 3), ("threads", 0), ("gevent", 0)]
)
def test_only_prefork_has_a_process_for_each_slot(project, pool, children):
    """With prefork each slot is a process; solo, threads and gevent stay in one process."""
    worker = project.worker("--pool", pool, "--concurrency", "3")
    pids = {project.tasks.nap.delay(0.2, name) for name in range(3)}
    for result in pids:
        result.get(timeout=20)

    assert len(worker.children()) == children
    parent_runs_tasks = worker.pid in {note.pid for note in project.notes}
    assert parent_runs_tasks == (pool != "prefork")


@pytest.mark.parametrize(
    ("pool", "slots"), [("solo", 1), ("prefork", 3), ("threads", 6), ("gevent", 6)]
)
def test_waiting_tasks_go_side_by_side_as_far_as_there_are_slots(project, pool, slots):
    """Tasks that wait overlap up to the concurrency; solo runs them one after another."""
    project.worker("--pool", pool, "--concurrency", str(slots))

    naps = [project.tasks.nap.delay(1, number) for number in range(6)]
    for nap in naps:
        nap.get(timeout=30)

    assert most_at_once(project.notes) == slots


def test_prefork_keeps_both_time_limits(project):
    """With prefork the soft limit raises inside the task, the hard one kills its process."""
    project.write("tasks.py", LIMITED)
    project.worker()

    assert project.tasks.soft.delay().get(timeout=20) == "tidied up"
    with pytest.raises(TimeLimitExceeded):
        project.tasks.hard.delay().get(timeout=20)


@pytest.mark.parametrize("pool", ["threads", "solo"])
def test_threads_and_solo_ignore_time_limits(project, pool):
    """With threads or solo a task runs on past both limits, and its caller hears nothing of it."""
    project.write("tasks.py", LIMITED)
    project.worker("--pool", pool)

    assert project.tasks.soft.delay().get(timeout=20) == "finished"
    assert project.tasks.hard.delay().get(timeout=20) == "finished"


def test_gevent_keeps_the_hard_limit_only(project):
    """With gevent the hard limit ends a task that waits; the soft limit does nothing."""
    project.write("tasks.py", LIMITED)
    project.worker("--pool", "gevent")

    assert project.tasks.soft.delay().get(timeout=20) == "finished"
    with pytest.raises(TimeLimitExceeded):
        project.tasks.hard.delay().get(timeout=20)


def test_a_revoked_task_that_waits_does_not_run(project):
    """A task that is revoked while it waits is dropped when its turn comes."""
    project.worker()
    project.tasks.nap.delay(2, "busy")
    waiting = project.tasks.say.delay("ran")
    wait_until(lambda: project.notes == ["started busy"], "the worker to be busy")

    waiting.revoke()

    with pytest.raises(TaskRevokedError):
        waiting.get(timeout=20)
    assert "ran" not in project.notes


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_revoke_that_no_worker_hears_is_lost(project):
    """A task that was revoked while no worker was up runs when one comes."""
    result = project.tasks.say.delay("ran")
    result.revoke()

    project.worker()

    result.get(timeout=20)
    assert project.notes == ["ran"]


def test_a_restarted_worker_has_forgotten_what_was_revoked(project):
    """Revoked ids are kept in the worker's memory: after a restart the task runs."""
    result = project.tasks.say.apply_async(("ran",), countdown=12)
    first = project.worker()
    first.wait_for("received")
    result.revoke()
    first.wait_for("Tasks flagged as revoked")
    first.stop()
    assert result.state == "REVOKED"

    project.worker()

    wait_until(lambda: project.notes == ["ran"], "the revoked task to run")


def test_a_state_file_keeps_revokes_over_a_restart(project):
    """With --statedb a worker still knows after a restart what was revoked."""
    result = project.tasks.say.apply_async(("ran",), countdown=12)
    first = project.worker("--statedb", "state")
    first.wait_for("received")
    result.revoke()
    first.wait_for("Tasks flagged as revoked")
    first.stop()

    second = project.worker("--statedb", "state")

    second.wait_for("Discarding revoked task")
    assert project.notes == []


@pytest.mark.parametrize(
    ("pool", "stopped"), [("prefork", True), ("gevent", True), ("threads", False), ("solo", False)]
)
def test_terminate_stops_a_running_task_with_prefork_and_gevent_only(project, pool, stopped):
    """revoke(terminate=True) ends a running task with prefork and gevent, not threads and solo."""
    project.worker("--pool", pool)
    result = project.tasks.nap.delay(4, "long")
    wait_until(lambda: project.notes == ["started long"], "the task to run")

    result.revoke(terminate=True)

    if stopped:
        with pytest.raises(TaskRevokedError):
            result.get(timeout=20)
        assert project.notes == ["started long"]
    else:
        assert result.get(timeout=20) == "long"


def test_a_rate_limit_counts_for_each_worker_by_itself(project):
    """Two workers run a task with a rate limit about twice as often as one."""
    project.write(
        "tasks.py",
        """
        from celery import Celery
        from notes import note

        app = Celery("tasks")
        app.conf.worker_prefetch_multiplier = 1


        @app.task(rate_limit="2/s")
        def limited():
            note("ran")
    """,
    )

    def seconds_for_eight():
        before = len(project.notes)
        for result in [project.tasks.limited.delay() for _ in range(8)]:
            result.get(timeout=30)
        return project.notes[-1].at - project.notes[before].at

    project.worker()
    alone = seconds_for_eight()
    project.worker()
    together = seconds_for_eight()

    assert together < 0.75 * alone


def test_a_child_is_replaced_after_its_share_of_tasks(project):
    """With --max-tasks-per-child 2, six tasks are run by three processes in turn."""
    project.worker("--max-tasks-per-child", "2")

    for result in [project.tasks.say.delay(number) for number in range(6)]:
        result.get(timeout=30)

    assert len({note.pid for note in project.notes}) == 3
