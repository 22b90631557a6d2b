"""What a revoke reaches, who remembers it, and whom a rate limit binds."""

import time

import pytest
from celery.exceptions import TaskRevokedError
from celery.worker.state import REVOKE_EXPIRES

from handoff.samples.waiting import wait_until


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


def test_a_revoked_task_that_waits_does_not_run__control(project):
    """Nobody revokes it, and it runs in its turn."""
    project.worker()
    project.tasks.nap.delay(2, "busy")

    project.tasks.say.delay("ran").get(timeout=20)

    assert project.notes == ["started busy", "ended busy", "ran"]


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_revoke_that_no_worker_hears_is_lost(project):
    """A task that was revoked while no worker was up runs when one comes.

    Control: With a worker up, the revoked task is dropped: a_revoked_task_that_waits_does_not_run.
    """
    result = project.tasks.say.delay("ran")
    result.revoke()

    project.worker()

    result.get(timeout=20)
    assert project.notes == ["ran"]


def revoked_in(worker, project):
    """A task that is due later, revoked while this worker holds it."""
    result = project.tasks.say.apply_async(("ran",), countdown=15)
    worker.wait_for("received")
    result.revoke()
    worker.wait_for("Tasks flagged as revoked")
    return result


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_worker_that_starts_learns_from_the_others_what_was_revoked(project):
    """A worker that was not up when a task was revoked is told at its start, and drops it."""
    first = project.worker()
    revoked_in(first, project)
    second = project.worker()

    first.stop()  # its messages go to the second

    second.wait_for("Discarding revoked task")
    assert project.notes == []


def test_a_worker_that_starts_learns_from_the_others_what_was_revoked__control(project):
    """With --without-mingle it asks nobody, and runs the task."""
    first = project.worker()
    revoked_in(first, project)
    project.worker(mingle=False)

    first.stop()

    wait_until(lambda: project.notes == ["ran"], "the revoked task to run")


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_revoke_is_forgotten_when_the_last_worker_stops(project):
    """With no worker left nobody remembers: the next one runs the revoked task."""
    first = project.worker()
    revoked_in(first, project)
    first.stop()

    project.worker()

    wait_until(lambda: project.notes == ["ran"], "the revoked task to run")


def test_a_revoke_is_forgotten_when_the_last_worker_stops__control(project):
    """While the first restarts another worker is up: it remembers, and the task never runs."""
    first = project.worker()
    revoked_in(first, project)
    second = project.worker()
    first.stop()
    second.wait_for("Discarding revoked task")

    project.worker()

    project.tasks.say.delay("later").get(timeout=20)
    assert project.notes == ["later"]


def test_a_task_revoked_before_its_time_says_so_at_once(project):
    """A task that's due later is REVOKED as soon as its worker hears of it.

    In Celery 5.5 only when its time has come, and the worker drops it.
    """
    worker = project.worker()
    result = revoked_in(worker, project)

    worker.stop()

    assert "Discarding revoked task" not in worker.log
    assert result.state == "REVOKED"


def test_a_task_revoked_before_its_time_says_so_at_once__control(project):
    """One that nobody revokes is PENDING until then."""
    worker = project.worker()
    result = project.tasks.say.apply_async(("ran",), countdown=15)
    worker.wait_for("received")

    worker.stop()

    assert result.state == "PENDING"


def test_a_state_file_keeps_revokes_over_a_restart(project):
    """With --statedb a worker still knows after a restart what was revoked.

    Control: Without the file the task runs: a_revoke_is_forgotten_when_the_last_worker_stops.
    """
    first = project.worker("--statedb", "state")
    revoked_in(first, project)
    first.stop()

    second = project.worker("--statedb", "state")

    second.wait_for("Discarding revoked task")
    assert project.notes == []


SOON = {"CELERY_WORKER_REVOKE_EXPIRES": "1"}  # seconds after which a revoke is old


def grows_old() -> None:
    """A revoke is three hours old, if three hours are a second."""
    since = time.monotonic()
    wait_until(lambda: time.monotonic() - since > 1, "a second to pass")


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_worker_tells_nobody_of_a_revoke_three_hours_old(project):
    """Asked by a worker that starts, another one leaves out what was revoked three hours ago.

    The three hours are a second here, by CELERY_WORKER_REVOKE_EXPIRES.

    Control: It passes on what was revoked later than that:
    a_worker_that_starts_learns_from_the_others_what_was_revoked.
    """
    assert REVOKE_EXPIRES == 3 * 60 * 60  # seconds, in this process, where it isn't set
    first = project.worker(**SOON)
    revoked_in(first, project)
    grows_old()
    second = project.worker()
    first.wait_for("sync with w2@")  # it has been asked

    first.stop()  # its messages go to the second

    wait_until(lambda: project.notes == ["ran"], "the revoked task to run")
    assert "Discarding revoked task" not in second.log


def test_a_state_file_has_no_revoke_three_hours_old(project):
    """What was revoked three hours before a worker stops isn't in its --statedb.

    The three hours are a second here, by CELERY_WORKER_REVOKE_EXPIRES.

    Control: What was revoked later than that is: a_state_file_keeps_revokes_over_a_restart.
    """
    assert REVOKE_EXPIRES == 3 * 60 * 60
    first = with_a_state_file(project, **SOON)
    grows_old()
    first.stop()

    project.worker("--statedb", "state")

    wait_until(lambda: project.notes == ["ran"], "the revoked task to run")


def with_a_state_file(project, **env):
    """A worker with --statedb that has noted a revoke, and reads another queue than the task's."""
    worker = project.worker("--statedb", "state", "-Q", "another", **env)
    project.tasks.say.delay("ran").revoke()
    worker.wait_for("Tasks flagged as revoked")
    return worker


def test_a_killed_worker_leaves_no_state_file(project):
    """After kill -9, --statedb knows nothing of what was revoked since the worker started."""
    with_a_state_file(project).kill()

    project.worker("--statedb", "state")

    wait_until(lambda: project.notes == ["ran"], "the revoked task to run")


def test_a_killed_worker_leaves_no_state_file__control(project):
    """After a stop with SIGTERM it knows."""
    with_a_state_file(project).stop()

    second = project.worker("--statedb", "state")

    second.wait_for("Discarding revoked task")
    assert project.notes == []


def listens(worker, pool):
    """With gevent a worker is ready before it hears announcements; the others hear them then."""
    if pool == "gevent":
        worker.wait_for("pidbox: Connected")


@pytest.mark.parametrize(
    ("pool", "stopped"), [("prefork", True), ("gevent", True), ("threads", False), ("solo", False)]
)
def test_terminate_stops_a_running_task_with_prefork_and_gevent_only(project, pool, stopped):
    """revoke(terminate=True) ends a running task with prefork and gevent, not threads and solo."""
    listens(project.worker("--pool", pool), pool)
    result = project.tasks.nap.delay(4, "long")
    wait_until(lambda: project.notes == ["started long"], "the task to run")

    result.revoke(terminate=True)

    if stopped:
        with pytest.raises(TaskRevokedError):
            result.get(timeout=20)
        assert project.tasks.nap.delay(4, "next").get(timeout=20) == "next"  # as long again
        assert project.notes == ["started long", "started next", "ended next"]
    else:
        wait_until(lambda: "ended long" in project.notes, "it runs to its end")


@pytest.mark.parametrize("pool", ["prefork", "gevent"])
def test_terminate_stops_a_running_task_with_prefork_and_gevent_only__control(project, pool):
    """Without terminate=True the revoked task runs to its end on prefork and gevent too."""
    worker = project.worker("--pool", pool)
    listens(worker, pool)
    result = project.tasks.nap.delay(4, "long")
    wait_until(lambda: project.notes == ["started long"], "the task to run")

    result.revoke()

    worker.wait_for("Tasks flagged as revoked")
    wait_until(lambda: "ended long" in project.notes, "it runs to its end")


def revoked_as_it_runs(project, app="tasks"):
    """A handle of a task that runs in one of two workers, both of which heard that it's revoked."""
    workers = [project.worker(app=app) for _ in range(2)]
    result = project.tasks.hold.delay("long")
    wait_until(lambda: project.notes == ["started long"], "the task to run")
    result.revoke()
    for worker in workers:
        worker.wait_for("Tasks flagged as revoked")
    return result


def state(result):
    """What the backend says now; a handle keeps the first final state that it saw."""
    return result.app.AsyncResult(result.id).state


def test_a_revoked_task_that_runs_says_revoked_meanwhile(project):
    """With two workers, a running task that's revoked says `REVOKED` while it goes on running.

    Then whoever waits for it gets a TaskRevokedError. Once it has ended it says `SUCCESS`.
    """
    result = revoked_as_it_runs(project)

    wait_until(lambda: state(result) == "REVOKED", "it's said to be revoked")
    with pytest.raises(TaskRevokedError):
        result.get(timeout=20)

    assert project.notes == ["started long"]
    project.write("go", "")
    wait_until(lambda: project.notes == ["started long", "ended long"], "it runs to its end")
    wait_until(lambda: state(result) == "SUCCESS", "it has succeeded")


def test_a_revoked_task_that_runs_says_revoked_meanwhile__control(project):
    """Nobody revokes it: it says PENDING as it runs, and whoever waits gets what it returns."""
    for _ in range(2):
        project.worker()
    result = project.tasks.hold.delay("long")
    wait_until(lambda: project.notes == ["started long"], "the task to run")

    assert state(result) == "PENDING"
    project.write("go", "")
    assert result.get(timeout=20) is None
    assert state(result) == "SUCCESS"


def test_with_track_started_a_revoke_leaves_the_state_of_a_running_task(project):
    """With `task_track_started` the same task goes on saying `STARTED`, and ends in `SUCCESS`.

    Control: Without the setting it doesn't: a_revoked_task_that_runs_says_revoked_meanwhile.
    """
    project.write("tracked.py", "from tasks import app\n\napp.conf.task_track_started = True\n")

    result = revoked_as_it_runs(project, app="tracked")

    assert len(project.tasks.app.control.ping(timeout=5)) == 2  # the revoke was before this
    assert state(result) == "STARTED"
    project.write("go", "")
    assert result.get(timeout=20) is None
    assert state(result) == "SUCCESS"


def test_a_rate_limit_counts_for_each_worker_by_itself(project):
    """Two workers run a task with a rate limit about twice as often as one.

    Control: The same sixteen tasks on one worker, and then on two.
    """
    project.write(
        "tasks.py",
        """
        from celery import Celery
        from notes import note

        app = Celery("tasks")


        @app.task(rate_limit="2/s")
        def limited():
            note("ran")
    """,
    )

    def seconds_for_sixteen():
        before = len(project.notes)
        for result in [project.tasks.limited.delay() for _ in range(16)]:
            result.get(timeout=30)
        return project.notes[-1].at - project.notes[before].at

    project.worker()
    alone = seconds_for_sixteen()
    project.worker()
    together = seconds_for_sixteen()

    assert together < 0.75 * alone
