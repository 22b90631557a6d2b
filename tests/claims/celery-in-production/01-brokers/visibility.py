"""Workers that disagree about the visibility timeout."""

import time
from contextlib import suppress

import pytest

from handoff.samples.waiting import WaitTimeout, wait_until

TASKS = """
    import os
    import time
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.broker_transport_options = {
        "visibility_timeout": int(os.environ["TIMEOUT"]),
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
    }

    @app.task(acks_late=True)
    def late():
        note("started")
        while not os.path.exists("let-go"):
            time.sleep(0.1)
        note("ended")
"""


def runs(project, other):
    """How often a task starts that runs on a patient worker, with another worker beside it."""
    project.write("tasks.py", TASKS)
    project.set(TIMEOUT="3600")
    workers = [project.worker(mingle=False)]
    project.tasks.late.delay()
    wait_until(lambda: project.notes == ["started"], "the patient worker runs it")
    since = time.time()
    wait_until(lambda: time.time() - since > 4, "more than three seconds to pass")
    workers.append(project.worker(mingle=False, TIMEOUT=other))
    with suppress(WaitTimeout):
        wait_until(lambda: received(workers) > 1, "it to be handed out again", timeout=20)
    project.write("let-go", "")
    ended = lambda: project.notes.count("ended") == received(workers)  # noqa: E731
    wait_until(ended, lambda: f"{project.notes}")
    return project.notes.count("started")


def received(workers):
    return sum(worker.log.count(" received") for worker in workers)


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_the_shortest_visibility_timeout_counts_for_all(project):
    """One worker with a visibility timeout of 3 seconds hands out again what a worker with an hour
    holds.

    It looks for such messages when it starts, and each second here; by default it's about every
    hundred. (Celery 5.5 has no such option: there its look at the start is what counts.)
    """
    assert runs(project, other="3") > 1


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_the_shortest_visibility_timeout_counts_for_all__control(project):
    """With an hour on both it runs once."""
    assert runs(project, other="3600") == 1
