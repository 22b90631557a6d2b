"""What a lab shows and runs: files of an example folder, and what its run.toml says of them."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from handoff import subject
from handoff.diagnostics.problem import Problem, did_you_mean, quoted
from handoff.lab.goals import Goal
from handoff.lab.goals import read as read_goals
from handoff.samples import manifest
from handoff.samples.sections import without_marks

PREDICT = re.compile(r"^\s*predict:[ \t]*(\S+)[ \t]*$", re.MULTILINE)


class LabError(Exception):
    """A fence names something that is not there: its `word`, from 0, or others' `problems`."""

    def __init__(self, message: str, word: int = 0, problems: list[Problem] | None = None):
        super().__init__(message)
        self.word, self.problems = word, problems or []


@dataclass
class Lab:
    """One program of an example folder, with the modules it imports."""

    name: str  # guide/02-a-chapter/program
    folder: Path
    files: dict[str, str]  # as shown: without section marks
    output: str
    facts: dict = field(default_factory=dict)  # what the subject's view must know besides
    goals: list[Goal] = field(default_factory=list)
    prediction: str = ""  # the question of the page's quiz that is asked before the first Run

    @property
    def subject(self) -> ModuleType | None:
        """The subject's lab, where this one is about the subject; None for plain Python."""
        return shown_by(self.files)

    @property
    def program(self) -> str:
        return list(self.files)[-1]

    @property
    def tabs(self) -> list[str]:
        """The files as a reader meets them: first the one that printed the output."""
        return [self.program, *(name for name in self.files if name != self.program)]

    @property
    def data(self) -> str:
        """What the page's script must know beside the files, as JSON."""
        view = {"view": self.subject.VIEW} if self.subject else {}
        own = {"name": self.name, "program": self.program, **view, **self.facts}
        rules = {"goals": [goal.rules for goal in self.goals]} if self.goals else {}
        return json.dumps({**own, **rules})


def read(fence: str, examples: Path) -> Lab:
    """The lab that a fence's lines name: a folder, its modules, last its program."""
    predictions = PREDICT.findall(fence)
    folder_name, *names = PREDICT.sub("", fence).split() or [""]
    folder = examples / folder_name
    if not folder_name:
        raise LabError("this lab fence names no example; write its folder in examples/")
    if not (folder / manifest.NAME).is_file():
        raise LabError(f"there is no lab {quoted(folder_name)}; {_near(folder_name, examples)}")
    if not names:
        raise LabError("this lab names no program; write its .py files, the program last")
    for word, name in enumerate(names, 1):
        _file(folder, name, word)
    found = lab(folder, folder_name, names)
    found.prediction = predictions[0] if predictions else ""
    return found


def _near(name: str, examples: Path) -> str:
    known = [each.relative_to(examples).as_posix() for each in manifest.manifests(examples)]
    return did_you_mean(name, known) or "examples/ has no folder with a run.toml"


def _file(folder: Path, name: str, word: int) -> None:
    known = sorted(path.name for path in folder.glob("*.py"))
    if name not in known:
        near = did_you_mean(name, known) or "there is no program in it"
        raise LabError(f"{folder.name}/ has no {quoted(name)}; {near}", word)


def lab(folder: Path, folder_name: str, names: list[str]) -> Lab:
    program = Path(names[-1]).stem
    run, wrong = manifest.read(folder)
    if run is None:
        raise LabError(f"{manifest.NAME} has mistakes", problems=wrong)
    if program not in run.recordings:
        known = did_you_mean(program, run.recordings) or "it records nothing"
        message = f"{manifest.NAME} records no {quoted(program)}; {known}"
        raise LabError(message, len(names))
    if unrecorded := [
        each for each in manifest.unrecorded(run) if f" '{program}' " in each.message
    ]:
        raise LabError("not recorded", problems=unrecorded)
    files = {name: without_marks((folder / name).read_text(encoding="utf-8")) for name in names}
    own = shown_by(files)
    return Lab(
        name=f"{folder_name}/{program}",
        folder=folder,
        files=files,
        output=(folder / f"{program}.txt").read_text(encoding="utf-8"),
        facts=own.facts(names, run.processes, run.recordings[program].beside) if own else {},
        goals=read_goals(folder, program),
    )


def shown_by(files: dict[str, str]) -> ModuleType | None:
    """The subject's lab, if it has one and these files are about the subject."""
    own = subject.part("lab")
    return own if own and own.about(files) else None
