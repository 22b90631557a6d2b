"""What is wrong with a file, told in one line: `file:line:col: what is wrong; what would do`."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from handoff import here

Pointer = tuple[str | int, ...]

LONGEST_SHOWN = 60
MOST_LISTED = 12
LONGEST_COMPARED = 80  # difflib takes quadratic time


@dataclass(frozen=True, order=True)
class Problem:
    """`line` and `column` count from 1, in characters."""

    path: str
    line: int
    column: int
    message: str
    severity: str = "error"  # or "warning"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class Fault(NamedTuple):
    """A problem whose place in the file is still a pointer, as in (2, "choices", 0)."""

    pointer: Pointer
    message: str
    key: bool = False  # the caret goes under the key, not under its value
    severity: str = "error"


def shown_path(path: Path) -> str:
    """The path as its author would type it, from here."""
    path, folder = path.absolute(), here()
    inside = str(path).startswith(folder) and path.is_relative_to(folder)
    return path.relative_to(folder).as_posix() if inside else path.as_posix()


def clipped(text: str, longest: int = LONGEST_SHOWN) -> str:
    text = " ".join(text[: 4 * longest].split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def quoted(text: str) -> str:
    """The text in double quotes, short, every odd character spelled out."""
    return '"' + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in clipped(text)) + '"'


def found(value: object) -> str:
    """A JSON value in words, for "… is WORDS; write …"."""
    match value:
        case None | True | False:
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return f"the text {quoted(value)}" if value.strip() else "an empty text"
        case int() | float():
            return f"the number {clipped(str(value))}" if abs(value) < 1e15 else "a huge number"
        case list():
            return f"a list of {len(value)}" if value else "an empty list"
        case _:
            return "an object" if value else "an empty object"


def refused_value(error: ValueError) -> str:
    """What Python has against a number or a day of a file, for its author."""
    return "a number has thousands of digits" if "digits" in str(error) else str(error)


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """`did you mean "x"?`, or all that there is to choose from, or nothing to say."""
    known = [clipped(each) for each in known]
    near = get_close_matches(wrong, known, 1) if len(wrong) <= LONGEST_COMPARED else []
    if near:
        return f'did you mean "{near[0]}"?'
    if len(known) > MOST_LISTED:
        known = [*known[:MOST_LISTED], "…"]
    return f"there {'is' if len(known) == 1 else 'are'} {', '.join(known)}" if known else ""
