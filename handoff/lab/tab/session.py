"""What the page asks for: files, run, reset; and of whoever runs beside the program, turns."""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import clock, process, program
from .goals import ENDED, Printed
from .terminal import Terminal

CLEAN = process.save()  # before anything of a reader exists
KEPT = 10_000  # of what a program writes, for its goals: one that floods meets none


class Session:
    """One machine: a folder of files, and a program that runs to its end.

    `tell(kind, data)` is called with "print", and with what a subject's session adds, as things
    happen. That one overrides what is said here for a machine in which nobody runs besides.
    """

    let_run = True  # may those beside the program take turns by themselves?
    holding = False  # is Python to be held at each step?

    def __init__(self, tell: Callable[[str, dict], None], folder: str = "/home/lab"):
        self.tell = tell
        self.rules: list[dict] = []  # of the goals, as lab.toml has them
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(self.folder))
        clock.turn = self.turn
        self.reset()

    def reset(self) -> None:
        """A machine just switched on. The files stay."""
        process.MACHINE.state = None
        process.current = process.MACHINE
        process.restore(CLEAN)
        self.goals = [self.goal(rules) for rules in self.rules]

    def aim(self, goals: str) -> None:
        """The goals of this lab, as JSON: a list of their rules."""
        self.rules = json.loads(goals)
        self.goals = [self.goal(rules) for rules in self.rules]

    def goal(self, rules: dict) -> Any:
        """What hears of all that happens, and knows when it is `met`."""
        return Printed(rules["prints"])

    def hear(self, event: dict[str, Any]) -> None:
        for goal in self.goals:
            goal.hear(event)

    def write(self, files: dict[str, str]) -> None:
        for old in self.folder.glob("*.py"):
            old.unlink()
        for name, text in files.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        process.module_names = {"__main__", *(Path(name).stem for name in files)}
        importlib.invalidate_caches()

    def run(self, name: str) -> int:
        """Run the program to its end; returns its exit code."""
        written: list[str] = []

        def tell(kind: str, data: dict) -> None:
            self.tell(kind, data)
            if len(written) < KEPT:
                written.append(data["text"])

        own = process.start("program", Terminal("program", tell), [name])
        with own.inside():
            code = program.run(self.folder / name)
        self.hear({"what": ENDED, "id": "", "printed": "".join(written)})
        return code

    def start(self, name: str, line: str) -> bool:
        """Start what a command line says beside the program; False if it could not."""
        return False

    def anyone(self) -> bool:
        """Is anybody there to be given a turn?"""
        return False

    def turn(self) -> int:
        """A turn for everyone who may run; how much was done."""
        return 0

    def state(self) -> str:
        """What the page shows besides prints, as JSON."""
        return json.dumps(self.facts(), default=str)

    def facts(self) -> dict[str, Any]:
        return {"goals": [goal.met for goal in self.goals]}
