"""Problems as people and as GitHub read them: the line, the offending text, a caret under it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import category, east_asian_width

from handoff.diagnostics.problem import Problem

WIDTH = 96  # of the text shown
BEFORE = 60  # characters of a long line shown in front of the caret


def as_text(problem: Problem) -> str:
    head = f"{problem.path}:{problem.line}:{problem.column}: {problem.severity}: {problem.message}"
    return "\n".join([head, *excerpt(problem)])


def as_github(problem: Problem) -> str:
    """A workflow command that annotates the line in a pull request."""
    place = f"file={property_value(problem.path)},line={problem.line},col={problem.column}"
    return f"::{problem.severity} {place}::{value(problem.message)}"


FORMATS = {"text": as_text, "github": as_github}


def value(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_value(text: str) -> str:
    return value(text).replace(":", "%3A").replace(",", "%2C")


def excerpt(problem: Problem) -> Iterator[str]:
    """The offending line with a caret under it, where the file has such a line."""
    lines = lines_of(Path(problem.path).absolute())
    if problem.line > len(lines):
        return
    line, at = lines[problem.line - 1], problem.column - 1
    start = max(0, at - BEFORE) if len(line) > WIDTH else 0
    shown = visible(line[start : start + WIDTH])
    yield f"    {'…' if start else ''}{shown}{'…' if len(line) > start + WIDTH else ''}"
    yield "    " + " " * (columns(visible(line[start:at])) + (start > 0)) + "^"


def lines_of(path: Path) -> list[str]:
    try:
        return _lines_of(path, path.stat().st_mtime_ns)
    except OSError:
        return []


@lru_cache(maxsize=64)
def _lines_of(path: Path, changed: int) -> list[str]:
    return path.read_bytes().decode(errors="replace").split("\n")


def visible(text: str) -> str:
    """The text as a terminal can show it: controls and direction marks spelled out."""
    return "".join(map(spelled_out, text.rstrip("\r")))


def spelled_out(char: str) -> str:
    if char == "\t":
        return " "
    return char if char.isprintable() else char.encode("unicode_escape").decode()


def columns(text: str) -> int:
    """How wide a terminal shows it: East Asian letters take two columns, accents none."""
    if text.isascii():
        return len(text)
    wide = sum(east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(category(char) in ("Mn", "Me") for char in text)


def summary(problems: Iterable[Problem]) -> str:
    severities = [problem.severity for problem in problems]
    counts = [counted(severities.count(each), each) for each in ("error", "warning")]
    return ", ".join(filter(None, counts)) or "No problems."


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
