import os
import signal

import pytest

from handoff.samples.waiting import wait_until


def holds(broker, number: int) -> bool:
    """A worker has taken all messages and has acknowledged all but so many."""
    return broker.waiting() == 0 and broker.unacknowledged() == number


HOLD = """
    import time
    from pathlib import Path

    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task
    def hold(name):
        note("started", name)
        while not Path("go").exists():
            time.sleep(0.05)
        note("ended", name)
"""


def test_tasks_run_in_the_children_not_in_the_parent(project):
    """A prefork worker is one parent and its children; only the children run tasks.

    Control: With threads or solo there are no children, and the parent runs them:
    only_prefork_has_a_process_for_each_slot.
    """
    worker = project.worker("--concurrency", "3")
    children = {child.pid for child in worker.children()}
    assert len(children) == 3

    for number in range(9):
        project.tasks.nap.delay(0.2, number)
    wait_until(lambda: len(project.notes) == 18, lambda: f"nine tasks: {project.notes}")

    assert {note.pid for note in project.notes} <= children
    assert worker.pid not in children


def test_a_dead_child_is_replaced(project):
    """When a child dies, the parent starts another one, and it runs tasks.

    Control: A child that nobody kills stays, and runs task after task:
    a_child_is_replaced_after_its_share_of_tasks.
    """
    worker = project.worker()
    dead = worker.kill_child()

    wait_until(
        lambda: [child.pid for child in worker.children() if child.pid != dead],
        "another child has started",
    )

    project.tasks.say.delay("alive")
    wait_until(lambda: project.notes == ["alive"], "the new child works")
    assert project.notes[0].pid not in (dead, worker.pid)


@pytest.mark.parametrize("children", [1, 2, 3])
def test_a_worker_runs_as_many_tasks_at_once_as_it_has_children(project, children):
    """A prefork worker of concurrency 2 runs two tasks at once and no third; with 1 or 3 it is
    one, or three.

    Control: With another concurrency it is another number, each time that one.
    """
    project.write("tasks.py", HOLD)
    project.worker("--concurrency", str(children))
    for number in range(6):
        project.tasks.hold.delay(number)
    wait_until(lambda: len(project.notes) == children, lambda: f"{children}: {project.notes}")

    project.write("go", "")

    wait_until(lambda: len(project.notes) == 12, lambda: f"six tasks: {project.notes}")
    running, most = 0, 0
    for note in project.notes:
        running += 1 if note.startswith("started") else -1
        most = max(most, running)
    assert most == children


@pytest.mark.parametrize("pool", ["prefork", "threads", "gevent"])
def test_the_default_concurrency_is_the_number_of_cpus(project, pool):
    """Without --concurrency a worker has one slot for each CPU: prefork, threads, gevent.

    With prefork that is one child each.

    Control: With --concurrency it is the number given there:
    a_worker_runs_as_many_tasks_at_once_as_it_has_children.
    """
    project.pools.add(pool)
    worker = project.process(f"celery -A tasks worker --loglevel INFO --pool {pool}")
    worker.wait_for(" ready.")

    [stats] = project.tasks.app.control.inspect(timeout=10, limit=1).stats().values()
    assert stats["pool"]["max-concurrency"] == os.cpu_count()
    if pool == "prefork":
        assert len(worker.children()) == os.cpu_count()


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_warm_stop_finishes_what_runs_and_gives_the_rest_back(project):
    """On SIGTERM a worker finishes the running task, and the rest waits in the broker again.

    Control: SIGQUIT cuts the running task off: a_cold_stop_loses_the_running_task.
    """
    project.write("tasks.py", HOLD)
    for name in ("first", "second", "third"):
        project.tasks.hold.delay(name)
    worker = project.worker()
    wait_until(lambda: project.notes == ["started first"], "the first task has started")
    wait_until(lambda: holds(project.broker, 2), "the worker holds the other two")

    worker.signal(signal.SIGTERM)
    worker.wait_for("Warm shutdown")
    project.write("go", "")

    assert worker.wait() == 0
    assert project.notes == ["started first", "ended first"]
    wait_until(lambda: project.broker.waiting() == 2, "the other two are in the queue again")


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_cold_stop_loses_the_running_task(project):
    """On SIGQUIT a prefork worker cuts off the running task, and no worker runs it again."""
    project.write("tasks.py", HOLD)
    for name in ("first", "second"):
        project.tasks.hold.delay(name)
    worker = project.worker()
    wait_until(lambda: project.notes == ["started first"], "the first task has started")
    wait_until(lambda: holds(project.broker, 1), "the worker holds the other one")
    project.wait_for_active("hold")

    worker.stop(signal.SIGQUIT)
    project.write("go", "")
    project.worker()

    wait_until(lambda: "ended second" in project.notes, lambda: f"the second: {project.notes}")
    assert project.notes == ["started first", "started second", "ended second"]
    assert project.broker.waiting() == 0


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_cold_stop_loses_the_running_task__control(project):
    """Where the worker acknowledges after the task (acks_late), the cut-off task runs again."""
    project.write("tasks.py", HOLD.replace("@app.task", "@app.task(acks_late=True)"))
    project.tasks.hold.delay("first")
    worker = project.worker()
    wait_until(lambda: project.notes == ["started first"], "the task has started")
    project.wait_for_active("hold")

    worker.stop(signal.SIGQUIT)
    project.write("go", "")
    project.worker()

    wait_until(lambda: "ended first" in project.notes, lambda: f"it ran again: {project.notes}")
    assert project.notes == ["started first", "started first", "ended first"]


def press_ctrl_c(worker) -> None:
    """SIGINT for the parent and all of its children, as a terminal sends it."""
    os.killpg(worker.pid, signal.SIGINT)


def test_the_second_ctrl_c_is_a_cold_stop(project):
    """The first Ctrl+C stops a prefork worker warm: the running task goes on; the second one
    cuts it off."""
    project.write("tasks.py", HOLD)
    project.tasks.hold.delay("long")
    worker = project.worker()
    wait_until(lambda: project.notes == ["started long"], "the task has started")

    press_ctrl_c(worker)
    worker.wait_for("Hitting Ctrl+C again will initiate cold shutdown")
    worker.wait_for("Warm shutdown")  # said last: the second Ctrl+C means another thing now
    assert worker.alive
    press_ctrl_c(worker)
    worker.wait(timeout=60)
    project.write("go", "")

    assert project.notes == ["started long"]


def test_the_second_ctrl_c_is_a_cold_stop__control(project):
    """After one Ctrl+C alone, the running task ends and the worker with it."""
    project.write("tasks.py", HOLD)
    project.tasks.hold.delay("long")
    worker = project.worker()
    wait_until(lambda: project.notes == ["started long"], "the task has started")

    press_ctrl_c(worker)
    worker.wait_for("Warm shutdown")
    project.write("go", "")

    worker.wait(timeout=60)
    assert project.notes == ["started long", "ended long"]


def order_after_a_warm_stop(project) -> list[str]:
    """Three tasks, a worker stopped warm in the first one, and another worker."""
    project.write("tasks.py", HOLD)
    for name in ("first", "second", "third"):
        project.tasks.hold.delay(name)
    worker = project.worker()
    wait_until(lambda: project.notes == ["started first"], "the first task has started")
    wait_until(lambda: holds(project.broker, 2), "the worker holds the other two")
    worker.signal(signal.SIGTERM)
    worker.wait_for("Warm shutdown")
    project.write("go", "")
    worker.wait()

    project.worker()

    wait_until(lambda: len(project.notes) == 6, lambda: f"three tasks: {project.notes}")
    return project.notes[0::2]


@pytest.mark.brokers("valkey", "redis")
def test_messages_that_come_back_change_places(project):
    """On Redis, what a stopped worker gives back is taken in another order than it was sent."""
    order = order_after_a_warm_stop(project)

    assert order == ["started first", "started third", "started second"]


@pytest.mark.brokers("rabbitmq")
def test_messages_that_come_back_change_places__control(project):
    """On RabbitMQ they keep their places."""
    order = order_after_a_warm_stop(project)

    assert order == ["started first", "started second", "started third"]


def test_a_worker_keeps_the_code_it_started_with(project):
    """An edited tasks.py changes nothing in a running worker; a restarted one has the new code.

    Control: Started again, the worker has the new code.
    """
    source = """
        from celery import Celery

        app = Celery("tasks")

        @app.task
        def version():
            return {}
    """
    project.write("tasks.py", source.format("'old'"))
    worker = project.worker()
    assert project.tasks.version.delay().get(timeout=10) == "old"

    project.write("tasks.py", source.format("'new'"))
    assert project.tasks.version.delay().get(timeout=10) == "old"

    worker.stop()
    project.worker()
    assert project.tasks.version.delay().get(timeout=10) == "new"


def test_there_is_no_autoreload_any_more(project):
    """The worker has no --autoreload option."""
    printed = project.run("celery -A tasks worker --autoreload", code=2)

    assert "No such option '--autoreload'" in printed
