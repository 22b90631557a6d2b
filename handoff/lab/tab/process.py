"""Processes that share one interpreter: each keeps what real ones would not share.

A process is entered for a turn and left again; while it is away its own copies of the reader's
modules, its streams, its log handlers, its signal receivers and its current app are put aside.
"""

import logging
import sys
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
    before.state = take()
    put(process.state)
    return before


def is_program() -> bool:
    return current.name == "program"


def start(name: str, terminal: Any, argv: list[str]) -> Process:
    """A new process: clean modules and handlers, output to the terminal."""
    with MACHINE.inside():
        state = take()
    state["streams"] = dict.fromkeys(STREAMS[:4], terminal) | {"stdin": terminal, "argv": argv}
    return Process(name, state)


def take() -> dict[str, Any]:
    return {
        "streams": {name: getattr(sys, name) for name in STREAMS},
        "modules": {name: sys.modules[name] for name in module_names if name in sys.modules},
        "logging": {log: (log.handlers[:], log.level, log.propagate) for log in loggers()},
        "celery": celery_state(),
    }


def put(state: dict[str, Any]) -> None:
    for name, value in state["streams"].items():
        setattr(sys, name, value)
    for name in module_names:
        sys.modules.pop(name, None)
    sys.modules.update(state["modules"])
    for log in loggers():
        log.handlers, log.level, log.propagate = state["logging"].get(log, ([], 0, True))
    logging.getLogger().manager._clear_cache()
    restore_celery_state(state["celery"])


def loggers() -> list[logging.Logger]:
    root = logging.getLogger()
    found = list(root.manager.loggerDict.values())
    return [root, *(log for log in found if isinstance(log, logging.Logger))]


def signals() -> list[Any]:
    from celery import signals as module

    return [value for value in vars(module).values() if isinstance(value, module.Signal)]


def celery_state() -> dict[str, Any]:
    from celery import _state
    from celery.app.log import Logging

    return {
        "current": _state._tls.current_app,
        "default": _state.default_app,
        "finalizers": set(_state._on_app_finalizers),
        "join_blocks": _state._task_join_will_block,
        "logging": Logging._setup,
        "receivers": {signal: list(signal.receivers or []) for signal in signals()},
    }


def restore_celery_state(state: dict[str, Any]) -> None:
    from celery import _state
    from celery.app.log import Logging

    _state._tls.current_app = state["current"]
    _state.default_app = state["default"]
    _state._on_app_finalizers.clear()
    _state._on_app_finalizers.update(state["finalizers"])
    _state._set_task_join_will_block(state["join_blocks"])
    Logging._setup = state["logging"]
    for signal, receivers in state["receivers"].items():
        signal.receivers = list(receivers)
        signal.sender_receivers_cache.clear()
