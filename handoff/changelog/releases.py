"""The releases that CHANGELOG.md tells of, as far as it can be read."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from handoff import root
from handoff.diagnostics.problem import Problem, quoted, shown_path

NAME = "CHANGELOG.md"
UNRELEASED = "Unreleased"
HEADING = re.compile(r"##(?!#)\s*(.*?)\s*")
DATED = re.compile(r"((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}) · (\d{4}-\d\d-\d\d)")
FORM = f"write ## {UNRELEASED}, or ## 1.2.3 · 2026-12-24"


@dataclass
class Release:
    """`version` and `day` are empty for what is not released yet; `line` counts from 1."""

    line: int
    version: str = ""
    day: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def number(self) -> tuple[int, ...]:
        return tuple(map(int, self.version.split("."))) if self.version else ()


@dataclass
class Changelog:
    path: Path
    releases: list[Release] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def released(self) -> list[Release]:
        return [each for each in self.releases if each.version]

    def problem(self, line: int, message: str, column: int = 1) -> Problem:
        return Problem(shown_path(self.path), line, column, message)


def read() -> Changelog:
    """The project's; without releases where it has no such file."""
    changelog = Changelog(root() / NAME)
    for number, line in enumerate(_lines(changelog), 1):
        if heading := HEADING.fullmatch(line):
            changelog.releases.append(_release(changelog, number, heading[1]))
        elif changelog.releases:
            changelog.releases[-1].lines.append(line)
    return changelog


def _lines(changelog: Changelog) -> list[str]:
    try:
        return changelog.path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        said = f"cannot be read: {error.strerror or error}; make it a file of Markdown"
    except UnicodeDecodeError as error:
        said = f"is not UTF-8 ({error.reason}); save the file as UTF-8"
    changelog.problems.append(changelog.problem(1, said))
    return []


def _release(changelog: Changelog, line: int, heading: str) -> Release:
    if heading == UNRELEASED:
        return Release(line)
    dated = DATED.fullmatch(heading)
    if dated and _is_day(dated[2]):
        return Release(line, *dated.groups())
    message = f"{quoted(heading)} names no version with its day; {FORM}"
    changelog.problems.append(changelog.problem(line, message, 4))
    return Release(line)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
