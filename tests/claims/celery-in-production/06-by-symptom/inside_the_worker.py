"""What a worker's own processes and its log say: where it hangs, what it threw away."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from handoff.samples.waiting import wait_until

BOTH = pytest.mark.brokers("valkey", "redis", "rabbitmq")
HANGS = """
    import time

    from celery import Celery
    from notes import note

    app = Celery("tasks")


    @app.task
    def fetch_rates():
        note("fetching")
        wait_for_the_bank()


    def wait_for_the_bank():
        time.sleep(600)


    @app.task(ignore_result=True)
    def keep(text):
        kept.append(bytearray(10_000_000))


    kept = []
"""


def stack_of(pid):
    """What py-spy prints of a process; root, or a kernel that lets it look, is needed."""
    spy = Path(sys.executable).parent / "py-spy"
    done = subprocess.run([spy, "dump", "--pid", str(pid)], capture_output=True, text=True)
    if "Permission" in done.stderr:
        pytest.skip("py-spy may not look into other processes here: run as root")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="py-spy needs root elsewhere")
def test_py_spy_shows_the_line_that_hangs_in_the_child_and_not_in_the_parent(project):
    """With prefork, `py-spy dump` of the child (`worker_pid` in `inspect active`) names the task's
    function and the one it hangs in; of the parent it shows the event loop.

    Control: The parent's dump, taken at the same moment, names neither.
    """
    project.write("tasks.py", HANGS)
    worker = project.worker(mingle=False)
    project.tasks.fetch_rates.delay()
    wait_until(lambda: project.notes == ["fetching"], "the task to begin")
    [[task]] = project.tasks.app.control.inspect(timeout=2).active().values()

    child, parent = stack_of(task["worker_pid"]), stack_of(worker.pid)

    assert "wait_for_the_bank (tasks.py" in child and "fetch_rates (tasks.py" in child
    assert "tasks.py" not in parent and "asynloop" in parent


WINDOW = """
    import faulthandler
    import os
    import signal
    import time
    from pathlib import Path

    from celery import Celery
    from celery.signals import worker_process_init
    from notes import note

    app = Celery("tasks")


    @worker_process_init.connect
    def open_a_window(**_):
        if os.environ.get("WINDOW"):
            stacks = os.open("stacks.txt", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
            faulthandler.register(signal.SIGUSR2, stacks)


    @app.task
    def fetch_rates():
        note("fetching")
        wait_for_the_bank()
        return "rates"


    def wait_for_the_bank():
        while not Path("go").exists():
            time.sleep(0.05)
"""


def test_a_child_with_faulthandler_writes_down_where_it_is_and_goes_on(project):
    """A prefork child in which `faulthandler` is registered for SIGUSR2 writes its stack to a file
    when it gets the signal, and its task goes on."""
    project.write("tasks.py", WINDOW)
    worker = project.worker(mingle=False, WINDOW="open")
    sent = project.tasks.fetch_rates.delay()
    wait_until(lambda: project.notes == ["fetching"], "the task to begin")
    stacks = project.folder / "stacks.txt"

    os.kill(worker.children()[0].pid, signal.SIGUSR2)
    wait_until(lambda: "in wait_for_the_bank" in stacks.read_text(), "the stack")
    project.write("go", "")

    assert sent.get(timeout=60) == "rates"


def test_a_child_with_faulthandler_writes_down_where_it_is_and_goes_on__control(project):
    """Without it, the same signal ends the child, and the task fails."""
    project.write("tasks.py", WINDOW)
    worker = project.worker(mingle=False)
    sent = project.tasks.fetch_rates.delay()
    wait_until(lambda: project.notes == ["fetching"], "the task to begin")

    os.kill(worker.children()[0].pid, signal.SIGUSR2)

    assert "signal 12 (SIGUSR2)" in str(sent.get(timeout=60, propagate=False))


def grown(worker, before):
    """(megabytes that the parent gained, that its child gained)."""
    return [now - then for now, then in zip(resident(worker), before, strict=True)]


def resident(worker):
    processes = [psutil.Process(worker.pid), worker.children()[0]]
    return [process.memory_info().rss / 1_000_000 for process in processes]


@pytest.mark.slow
def test_the_process_that_grew_tells_a_leak_in_a_task_from_tasks_held_for_later(project):
    """Where a task keeps what it made, the child grows and the parent doesn't; where a worker holds
    tasks with a countdown, the parent grows and the child doesn't.

    Control: Each cause leaves the other process as it was.
    """
    project.write("tasks.py", HANGS)
    worker = project.worker(mingle=False)
    before = resident(worker)

    for number in range(1, 9):
        project.tasks.keep.delay("")
        worker.wait_for("succeeded", times=number)
    parent, child = grown(worker, before)
    assert child > 60 and parent < 15, (parent, child)

    before = resident(worker)
    for _ in range(200):
        project.tasks.keep.apply_async(("x" * 200_000,), countdown=3600)
    worker.wait_for("received", times=208)
    parent, child = grown(worker, before)
    assert parent > 30 and child < 15, (parent, child)


@BOTH
def test_a_message_that_is_not_celerys_is_thrown_away(project):
    """A message without a task's name in its headers is logged with `Wrong destination?!?` and
    deleted, and the worker goes on.

    Control: Sent with `send_task`, from a program that hasn't the task either, it runs.
    """
    with project.tasks.app.connection_for_write() as connection:
        connection.SimpleQueue("celery").put({"order": 42})
    assert project.broker.waiting() == 1
    project.load("celery").Celery().send_task("tasks.say", ("order", 42), ignore_result=True)

    worker = project.worker(mingle=False)

    worker.wait_for("Received and deleted unknown message.  Wrong destination?!?")
    wait_until(lambda: project.notes == ["order 42"], lambda: worker.log)
    wait_until(lambda: project.broker.waiting() + project.broker.unacknowledged() == 0, "none left")
    assert worker.log.count("Wrong destination") == 1


def seen(project, name, times=3):
    """So many heartbeats of that worker have come to all who listen."""
    heard = []
    app = project.tasks.app
    with app.connection_for_read() as connection:
        receiver = app.events.Receiver(connection, {"worker-heartbeat": heard.append})
        while [beat["hostname"] for beat in heard].count(name) < times:
            receiver.capture(limit=1, timeout=30)


@pytest.mark.slow
@BOTH
def test_a_missed_heartbeat_means_a_worker_that_is_frozen(project):
    """`missed heartbeat from` in one worker's log names another that has been silent for some
    seconds: here one that is frozen."""
    frozen = project.worker()
    watcher = project.worker()
    seen(project, f"w1@{socket.gethostname()}")
    frozen.signal(signal.SIGSTOP)

    watcher.wait_for("missed heartbeat from w1@")

    os.kill(frozen.pid, signal.SIGCONT)


@pytest.mark.slow
@BOTH
def test_a_missed_heartbeat_means_a_worker_that_is_frozen__control(project):
    """A prefork worker whose only slot is taken all the while is not missed."""
    project.worker()
    watcher = project.worker()
    for name in ("one", "two"):
        project.tasks.nap.delay(15, name)

    wait_until(lambda: project.notes.count("ended one") == 1, "fifteen seconds of work", 60)

    assert "missed heartbeat" not in watcher.log
