"""What the page asks of Celery: start, take turns, skip the wait, stop; and what lies where."""

import importlib
import json
import time
from typing import Any

from celery import Celery
from lab import Session as PlainSession
from lab import clock, process, program
from lab.terminal import Terminal

from . import command, events, inspection, memory, resend, reset
from .goals import Goal
from .worker import LabWorker

program.carries = "Celery"


class Session(PlainSession):
    """A broker, a result backend, a program, and the workers and beats beside it.

    `tell(kind, data)` is called with "print" and "event" as things happen.
    """

    def __init__(self, tell, folder: str = "/home/lab"):
        self.started = {}  # name → LabWorker or LabBeat
        memory.stand_in_for_brokers()
        super().__init__(tell, folder)

    def reset(self) -> None:
        """An empty broker and backend, nobody running. The files stay."""
        super().reset()
        self.started.clear()
        reset.reset()
        events.connect(self.happened)

    def happened(self, event: dict[str, Any]) -> None:
        self.hear(event)
        self.tell("event", event)

    def goal(self, rules: dict) -> Any:
        """Met by signals; one without any is met as in plain Python, by what is printed."""
        if "signals" not in rules:
            return super().goal(rules)
        return Goal(rules["signals"], rules.get("never"))

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
        return bool(self.started)

    def turn(self) -> int:
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

    def resend(self, edited: str) -> str:
        """Publish a message that the reader has edited; answers what is wrong with it."""
        with process.MACHINE.inside():
            return resend.resend(json.loads(edited))

    def message(self, task_id: str) -> str:
        """All parts of a message that still waits, as JSON; null where it does not."""
        raw = inspection.find(task_id)
        return json.dumps(inspection.message(raw) if raw else None, default=str)

    def next_due(self) -> float | None:
        due = (one.next_due() for one in self.started.values())
        return min((when for when in due if when is not None), default=None)

    def facts(self) -> dict[str, Any]:
        """Queues, results and who runs."""
        workers = [one for one in self.started.values() if isinstance(one, LabWorker)]
        held = [inspection.with_worker(one.celery.consumer) for one in workers]
        due = self.next_due()
        return {
            **super().facts(),
            "sent": events.published_count,
            "queues": inspection.queues(),
            "held": [one for some in held for one in some],
            "results": inspection.results(),
            "running": sorted(self.started),
            "reads": sorted({queue for worker in workers for queue in worker.reads}),
            "next": None if due is None else round(max(0.0, due - time.monotonic()), 1),
        }


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
