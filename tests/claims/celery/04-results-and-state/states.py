"""What a state means, and who stores it."""

from pathlib import Path

import pytest
from celery.exceptions import TimeoutError

from handoff.samples.waiting import wait_until


def state(project, task_id):
    """The state as a handle sees it that has seen nothing before."""
    return project.tasks.app.AsyncResult(task_id).state


def test_an_unknown_id_is_pending(project):
    """An id that was never sent is PENDING, and `.get()` waits for it."""
    handle = project.tasks.app.AsyncResult("made-up-id")

    assert (handle.state, handle.ready(), handle.result) == ("PENDING", False, None)
    with pytest.raises(TimeoutError):
        handle.get(timeout=1)


def test_a_waiting_task_is_pending(project):
    """A task whose message waits in the queue is PENDING."""
    handle = project.tasks.add.delay(1, 2)

    assert project.broker.waiting() == 1
    assert handle.state == "PENDING"


def test_a_running_task_is_pending(project):
    """By default a task that is being run is PENDING.

    Control: With `task_track_started` it is STARTED: started_is_opt_in.
    """
    project.worker(mingle=False)
    handle = project.tasks.nap.delay(30, "report")

    wait_until(lambda: project.notes == ["started report"], "the task runs")

    assert project.broker.waiting() == 0
    assert state(project, handle.id) == "PENDING"


def test_started_is_opt_in(project):
    """With `task_track_started` a running task is STARTED, and says where it runs.

    Control: Without the setting it is PENDING: a_running_task_is_pending.
    """
    project.write(
        "tracked.py",
        """
        from tasks import app

        app.conf.task_track_started = True
        """,
    )
    worker = project.worker(app="tracked", mingle=False)
    handle = project.tasks.nap.delay(30, "report")

    wait_until(lambda: handle.state == "STARTED", lambda: f"STARTED, not {handle.state}")

    assert handle.info["pid"] in [child.pid for child in worker.children()]
    assert handle.info["hostname"].startswith("w1@")


REPORT = """
    import time
    from pathlib import Path
    from celery import Celery

    app = Celery("tasks")

    @app.task(bind=True)
    def report(self):
        self.update_state(state="PROGRESS", meta={"done": 1, "of": 2})
        while not Path("go").exists():
            time.sleep(0.02)
        return "102 sign-ups"
"""


def test_a_custom_state_carries_its_meta(project):
    """`update_state` stores a state of your own with its data, and `.state` and `.info` read it."""
    project.write("tasks.py", REPORT)
    project.worker(mingle=False)
    handle = project.tasks.report.delay()

    wait_until(lambda: handle.state == "PROGRESS", lambda: f"PROGRESS, not {handle.state}")

    assert handle.info == {"done": 1, "of": 2}
    assert not handle.ready()


def test_a_custom_state_carries_its_meta__control(project):
    """Without `update_state` the same task, at the same point, is PENDING and has no data."""
    source = REPORT.replace("self.update_state(state=", "Path('here').touch(); dict(state=")
    project.write("tasks.py", source)
    project.worker(mingle=False)
    handle = project.tasks.report.delay()

    wait_until(Path("here").exists, "the task runs")

    assert (handle.state, handle.info) == ("PENDING", None)


def test_state_and_result_are_read_one_by_one(project):
    """`.state` and then `.result` are two reads: the second may be of a later moment.

    Control: While nothing happens between the two, both are of one moment:
    a_custom_state_carries_its_meta.
    """
    project.write("tasks.py", REPORT)
    project.worker(mingle=False)
    handle = project.tasks.report.delay()
    wait_until(lambda: handle.state == "PROGRESS", lambda: f"PROGRESS, not {handle.state}")
    first = handle.state

    Path("go").touch()
    wait_until(lambda: state(project, handle.id) == "SUCCESS", "the task ends between the two")

    assert (first, handle.result) == ("PROGRESS", "102 sign-ups")


@pytest.mark.filterwarnings("ignore:Call to deprecated setex")  # what Celery calls
def test_a_state_can_be_stored_before_the_task_is_sent(project):
    """A state stored under the id before sending can be read, and the worker replaces it."""
    add = project.tasks.add
    add.update_state(task_id="report-7", state="QUEUED")
    handle = add.apply_async([1, 2], task_id="report-7")
    assert handle.state == "QUEUED"

    project.worker(mingle=False)

    assert handle.get(timeout=10) == 3
    assert handle.state == "SUCCESS"


@pytest.mark.filterwarnings("ignore:Call to deprecated setex")  # what Celery calls
def test_a_state_can_be_stored_before_the_task_is_sent__control(project):
    """Stored while the task is at work, the same state replaces the task's own."""
    project.write("tasks.py", REPORT)
    project.worker(mingle=False)
    report = project.tasks.report
    handle = report.apply_async(task_id="report-7")
    wait_until(lambda: handle.state == "PROGRESS", lambda: f"PROGRESS, not {handle.state}")

    report.update_state(task_id="report-7", state="QUEUED")

    assert handle.state == "QUEUED"
