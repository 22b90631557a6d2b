"""Processes that share one interpreter: each keeps what real ones would not share.

A process is entered for a turn and left again; while it is away its own copies of the reader's
modules, its streams, its log handlers and whatever `owned` names are put aside.
"""

import logging
import sys
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

STREAMS = ("stdout", "stderr", "__stdout__", "__stderr__", "stdin", "argv")
module_names: set[str] = {"__main__"}  # the reader's modules; session.py adds the names


class Process:
    def __init__(self, name: str, state: dict[str, Any] | None = None):
        self.name = name
        self.state = state

    @contextmanager
    def inside(self):
        """Be this process for the length of a `with` block."""
        before = switch(self)
        try:
            yield self
        finally:
            switch(before)


MACHINE = Process("machine")  # no reader's code runs as this one
current = MACHINE


def switch(process: Process) -> Process:
    """Put the current process aside, go on as another one; returns the one put aside."""
    global current
    before, current = current, process
    before.state = save()
    restore(process.state)
    return before


def is_program() -> bool:
    return current.name == "program"


def start(name: str, terminal: Any, argv: list[str]) -> Process:
    """A new process: clean modules and handlers, output to the terminal."""
    with MACHINE.inside():
        state = save()
    state["streams"] = dict.fromkeys(STREAMS[:4], terminal) | {"stdin": terminal, "argv": argv}
    return Process(name, state)


def save() -> dict[str, Any]:
    return {name: saved() for name, (saved, _) in owned.items()}


def restore(state: dict[str, Any]) -> None:
    for name, value in state.items():
        owned[name][1](value)


def streams() -> dict[str, Any]:
    return {name: getattr(sys, name) for name in STREAMS}


def restore_streams(state: dict[str, Any]) -> None:
    for name, value in state.items():
        setattr(sys, name, value)


def modules() -> dict[str, Any]:
    return {name: sys.modules[name] for name in module_names if name in sys.modules}


def restore_modules(state: dict[str, Any]) -> None:
    for name in module_names:
        sys.modules.pop(name, None)
    sys.modules.update(state)


def loggers() -> list[logging.Logger]:
    root = logging.getLogger()
    known = list(root.manager.loggerDict.values())
    return [root, *(log for log in known if isinstance(log, logging.Logger))]


def handlers() -> dict[logging.Logger, tuple]:
    return {log: (log.handlers[:], log.level, log.propagate) for log in loggers()}


def restore_handlers(state: dict[logging.Logger, tuple]) -> None:
    for log in loggers():
        log.handlers, log.level, log.propagate = state.get(log, ([], 0, True))
    logging.getLogger().manager._clear_cache()


# What a process has to itself: how it is saved, and how it is put back. A subject adds its own.
owned: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {
    "streams": (streams, restore_streams),
    "modules": (modules, restore_modules),
    "logging": (handlers, restore_handlers),
}
