"""Goals of a lab: lab.toml beside the samples, a table a program. What meets one, the machine says.

    [[retry]]                                       # goals of retry.py
    goal = "Make the task succeed on its third try."
    hints = ["Which exception is the task retried for?"]
    solution = { "tasks.py" = "solutions/third_try.py" }
    prints = ["done"]                               # lines that one run has to print; or else
    signals = [{ what = "retried" }, { what = "succeeded", retries = 2 }]   # the subject's own

The keys goal, hints and solution are ours; all others are handed to the machine as they are.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from handoff.samples.sections import without_marks

NAME = "lab.toml"
OURS = {"goal": str, "hints": list, "solution": dict}


class GoalError(Exception):
    """A mistake in a lab.toml; says what would do."""


@dataclass
class Goal:
    text: str
    hints: list[str]
    solution: dict[str, str]  # file → what stands in it when the goal is met
    rules: dict  # what the machine judges by


def read(folder: Path, program: str) -> list[Goal]:
    """The goals of a program, which is named without .py; none where there is no lab.toml."""
    path = folder / NAME
    if not path.is_file():
        return []
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get(program, [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GoalError(f"{folder.name}/{NAME} is no TOML: {error}") from None
    if not isinstance(entries, list):
        raise GoalError(f"{folder.name}/{NAME}: a goal is a table in a list: write [[{program}]]")
    return [goal(folder, program, entry) for entry in entries]


def goal(folder: Path, program: str, entry: dict) -> Goal:
    where = f"{folder.name}/{NAME}: a goal of {program}"
    for key, kind in OURS.items():
        if not isinstance(entry.get(key), kind) or not entry[key]:
            raise GoalError(f"{where} has no `{key}`; it has goal, hints, solution and its rules")
    missing = [name for name in entry["solution"].values() if not (folder / name).is_file()]
    if missing:
        raise GoalError(f"{where} names {missing[0]}, which is not there")
    solution = {
        name: without_marks((folder / own).read_text(encoding="utf-8"))
        for name, own in entry["solution"].items()
    }
    rules = {key: value for key, value in entry.items() if key not in OURS}
    return Goal(entry["goal"], entry["hints"], solution, rules)
