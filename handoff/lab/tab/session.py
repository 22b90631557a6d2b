"""What the page asks for: files, run, start, take one, let it run, skip the wait, reset."""

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from celery import Celery

from . import clock, command, events, memory, peek, process, program, reset
from .terminal import Terminal
from .worker import LabWorker


class Session:
    """One machine: a folder of files, a broker, a backend, a program, workers.

    `tell(kind, data)` is called with "print", "event" and "state" as things happen.
    """

    def __init__(self, tell: Callable[[str, dict], None], folder: str = "/home/lab"):
        self.tell = tell
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.started = {}  # name → LabWorker or LabBeat
        self.let_run = True
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(self.folder))
        memory.stand_in_for_brokers()
        clock.turn = self.turn
        self.reset()

    def reset(self) -> None:
        """An empty broker and backend, nobody running. The files stay."""
        self.started.clear()
        reset.reset()
        self.timeline = events.Timeline(self.tell)
        self.timeline.connect()

    def write(self, files: dict[str, str]) -> None:
        for old in self.folder.glob("*.py"):
            old.unlink()
        for name, text in files.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        process.module_names = {"__main__", *(Path(name).stem for name in files)}
        importlib.invalidate_caches()

    def run(self, name: str) -> int:
        """Run the program to its end; returns its exit code."""
        own = process.start("program", Terminal("program", self.tell), [name])
        with own.inside():
            return program.run(self.folder / name)

    def start(self, name: str, line: str) -> bool:
        """Start what a `celery … worker` or `celery … beat` line says; False if it could not."""
        parsed = command.parse(line)
        own = process.start(name, Terminal(name, self.tell), parsed["argv"])
        try:
            with own.inside():
                app = find_app(parsed["app"])
            one = self.build(parsed, app, own)
        except BaseException as error:
            with own.inside():
                program.show(error)
            return False
        if one.alive:
            self.started[name] = one
        return one.alive

    def build(self, parsed, app, own):
        if parsed["kind"] == "beat":
            from .beat import LabBeat  # few labs tick: its imports are left out of the start

            return LabBeat(app, own, {"loglevel": parsed["loglevel"]})
        return LabWorker(app, own, command.worker_options(parsed))

    def anyone(self) -> bool:
        """Is a worker or beat there to be turned?"""
        return bool(self.started)

    def turn(self) -> int:
        """A turn for everyone who may run; how much was done."""
        return self.take_one() if self.let_run else 0

    def take_one(self) -> int:
        """One turn each: what is due, then one message."""
        return sum(self.one_turn(name) for name in list(self.started))

    def one_turn(self, name: str) -> int:
        one = self.started[name]
        try:
            return one.turn()
        except BaseException as error:  # a worker that dies here would die in a terminal too
            del self.started[name]
            with one.process.inside():
                if not isinstance(error, SystemExit):
                    program.show(error)
            return 1

    def skip_wait(self) -> None:
        """Whoever is due first is due now."""
        waiting = [one for one in self.started.values() if one.next_due() is not None]
        if waiting:
            min(waiting, key=lambda one: one.next_due()).skip_wait()

    def stop(self) -> None:
        """Warm shutdown of all that was started."""
        for one in list(self.started.values()):
            one.stop()
        self.started.clear()

    def run_until_idle(self, limit: float = 60) -> bool:
        """Turn until nothing waits and nothing is scheduled."""
        until = time.monotonic() + limit
        while time.monotonic() < until:
            if self.take_one():
                continue
            if self.next_due() is None:
                return True
            clock.real_sleep(0.005)
        return False

    def next_due(self) -> float | None:
        due = (one.next_due() for one in self.started.values())
        return min((when for when in due if when is not None), default=None)

    def state(self) -> str:
        """Queues, results and who runs, as JSON."""
        workers = [one for one in self.started.values() if isinstance(one, LabWorker)]
        held = [peek.unacknowledged(one.celery.consumer) for one in workers]
        due = self.next_due()
        return json.dumps(
            {
                "queues": peek.queues(),
                "held": [one for some in held for one in some],
                "results": peek.results(),
                "running": sorted(self.started),
                "next": None if due is None else round(max(0.0, due - time.monotonic()), 1),
            },
            default=str,
        )


def find_app(name: str) -> Celery:
    """The app of a module, as `celery -A` finds it: named, or called app or celery, or any."""
    module_name, _, attribute = name.partition(":")
    module = importlib.import_module(module_name.split(".")[0])
    if attribute:
        return getattr(module, attribute)
    for usual in ("app", "celery"):
        if isinstance(getattr(module, usual, None), Celery):
            return getattr(module, usual)
    return next(value for value in vars(module).values() if isinstance(value, Celery))
