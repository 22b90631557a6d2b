"""What each pool runs side by side, and which limits it can keep."""

import pytest
from celery.exceptions import TimeLimitExceeded

from handoff.samples.process import is_gone
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
    """With prefork each slot is a process; solo, threads and gevent stay in one process.

    Control: The same three tasks on the other three pools.
    """
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
    """Tasks that wait overlap up to the concurrency; solo runs them one after another.

    Control: With solo, which has one slot, no two of them overlap.
    """
    project.worker("--pool", pool, "--concurrency", str(slots))

    naps = [project.tasks.nap.delay(1, number) for number in range(6)]
    for nap in naps:
        nap.get(timeout=30)

    assert most_at_once(project.notes) == slots


def test_prefork_keeps_both_time_limits(project):
    """With prefork the soft limit raises inside the task, the hard one kills its process.

    Control: On threads and solo the same tasks finish: threads_and_solo_ignore_time_limits.
    """
    project.write("tasks.py", LIMITED)
    worker = project.worker()
    (child,) = worker.children()

    assert project.tasks.soft.delay().get(timeout=20) == "tidied up"
    assert child.is_running()
    with pytest.raises(TimeLimitExceeded):
        project.tasks.hard.delay().get(timeout=20)
    wait_until(lambda: is_gone(child), "the child is gone")


@pytest.mark.parametrize("pool", ["threads", "solo"])
def test_threads_and_solo_ignore_time_limits(project, pool):
    """With threads or solo a task runs on past both limits, and its caller hears nothing of it.

    Control: On prefork the same tasks are ended: prefork_keeps_both_time_limits.
    """
    project.write("tasks.py", LIMITED)
    project.worker("--pool", pool)

    assert project.tasks.soft.delay().get(timeout=20) == "finished"
    assert project.tasks.hard.delay().get(timeout=20) == "finished"


def test_gevent_keeps_the_hard_limit_only(project):
    """With gevent the hard limit ends a task that waits; the soft limit does nothing.

    Control: On prefork the soft limit works too: prefork_keeps_both_time_limits.
    """
    project.write("tasks.py", LIMITED)
    project.worker("--pool", "gevent")

    assert project.tasks.soft.delay().get(timeout=20) == "finished"
    with pytest.raises(TimeLimitExceeded):
        project.tasks.hard.delay().get(timeout=20)


def test_a_child_is_replaced_after_its_share_of_tasks(project):
    """With --max-tasks-per-child 2, six tasks are run by three processes in turn."""
    project.worker("--max-tasks-per-child", "2")

    for result in [project.tasks.say.delay(number) for number in range(6)]:
        result.get(timeout=30)

    assert len({note.pid for note in project.notes}) == 3


def test_a_child_is_replaced_after_its_share_of_tasks__control(project):
    """Without the option the six tasks are run by one process."""
    project.worker()

    for result in [project.tasks.say.delay(number) for number in range(6)]:
        result.get(timeout=30)

    assert len({note.pid for note in project.notes}) == 1
