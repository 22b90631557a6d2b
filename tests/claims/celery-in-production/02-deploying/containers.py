"""Who is process 1 in a container, and who hears the SIGTERM: with the kernel's own namespaces."""

import shutil
import signal
import subprocess
from functools import cache

import psutil
import pytest

from handoff.samples.waiting import wait_until

WORKER = "celery -A tasks worker --loglevel INFO --concurrency 1"
INSIDE = "unshare --pid --fork --kill-child --mount-proc"


@cache
def may_unshare() -> bool:
    """A PID namespace takes root and its rights; a container of CI has them not."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*INSIDE.split(), "true"], capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif("not may_unshare()", reason="no right to make a PID namespace")


class Container:
    """A command as process 1 of a PID namespace of its own; `docker stop` signals `pid_1`."""

    def __init__(self, project, command):
        self.process = project.process(f"{INSIDE} {command}", "container")
        self.process.wait_for(" ready.")
        self.pid_1 = psutil.Process(self.process.pid).children()[0]

    def zombies(self):
        """Processes in it that have ended and that nobody has buried."""
        return [child for child in self.pid_1.children() if child.status() == psutil.STATUS_ZOMBIE]


def started(project, command, seconds=3):
    """A container that runs a nap, with another message in the queue behind those it reserved."""
    nap = project.tasks.nap.delay(seconds, "nap")
    container = Container(project, command)
    wait_until(lambda: project.notes == ["started nap"], "the nap to begin")
    return container, nap


SCRIPT = pytest.param("script", marks=pytest.mark.slow)  # an entrypoint; -c is CMD's shell form


def by_shell(project, how, line):
    """A command by which dash runs the line, on its own or as the last of a script."""
    if how == "line":
        return f"dash -c '{line}'"
    project.write("entrypoint.sh", f"export PYTHONUNBUFFERED=1\n{line}\n")
    return "dash entrypoint.sh"


@pytest.mark.parametrize("how", ["line", SCRIPT])
def test_a_shell_as_process_1_swallows_sigterm(project, how):
    """When dash is process 1 and the worker its child, SIGTERM changes nothing: it goes on.

    That's so for the shell form of CMD, and for a script that ends in the worker's command.
    """
    container, _ = started(project, by_shell(project, how, WORKER))

    container.pid_1.send_signal(signal.SIGTERM)

    wait_until(lambda: "ended nap" in project.notes, "the nap to end")
    project.tasks.say.delay("one more").get(timeout=20)
    assert container.process.alive
    assert "shutdown" not in container.process.log


@pytest.mark.parametrize("how", ["line", SCRIPT])
def test_a_shell_as_process_1_swallows_sigterm__control(project, how):
    """With exec the worker itself is process 1, and stops warm."""
    container, nap = started(project, by_shell(project, how, f"exec {WORKER}"))

    container.pid_1.send_signal(signal.SIGTERM)

    container.process.wait()
    assert nap.get(timeout=5) == "nap"
    assert "Warm shutdown" in container.process.log


SPAWNING = """
    import subprocess

    from celery import Celery

    app = Celery("tasks")


    @app.task
    def convert():
        subprocess.run(["sh", "-c", "sleep 0.2 &"])
"""


def converted(project, command):
    """A container in which three tasks have each left a process behind that then ended."""
    project.write("tasks.py", SPAWNING)
    container = Container(project, command)
    for _ in range(3):
        project.tasks.convert.delay().get(timeout=20)
    return container


@pytest.mark.slow
def test_a_worker_as_process_1_buries_no_orphans(project):
    """What a task's programs leave running becomes a zombie when the worker is process 1, and stays
    one while the worker runs further tasks."""
    container = converted(project, WORKER)
    wait_until(lambda: len(container.zombies()) == 3, lambda: f"three: {container.zombies()}")

    project.tasks.convert.delay().get(timeout=20)

    wait_until(lambda: len(container.zombies()) == 4, lambda: f"four: {container.zombies()}")


@pytest.mark.slow
def test_a_worker_as_process_1_buries_no_orphans__control(project):
    """With an init program as process 1 all of them are gone."""
    container = converted(project, f"dumb-init --single-child {WORKER}")

    wait_until(lambda: len(container.pid_1.children()) == 1, "only the worker to be left")
    assert container.zombies() == []
