"""Processes found by a name that they inherit, whoever their parent is now."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from handoff.samples.process import Process

ROOT = Path(__file__).parents[2]
MARK = "HANDOFF_TEST_RUN"


def survivors(name: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == name and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            pass
    return found


@contextmanager
def marked() -> Iterator[Callable[..., Process]]:
    """start(command, NAME="value"): a process with a .mark; whatever it started ends in the end."""
    name, started = uuid.uuid4().hex, []

    def start(command: str, **env: str) -> Process:
        process = Process(command.split()[2], command, ROOT, {MARK: name, **env})
        process.mark = name
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in started:
            process.kill()
        for left in survivors(name):
            left.kill()
