"""A JSON file with the place of everything in it.

The C scanner of `json` reads; only when something has to be reported does a second, slower look
at the text find where each value stands. A pointer is a tuple, as in `(2, "choices", 0, "text")`.
"""

import json
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handoff.diagnostics.problem import Fault, Pointer, Problem, shown_path
from handoff.quiz import syntax

LARGEST_FILE = 4_000_000  # bytes
MOST_PROBLEMS = 500  # told of one file; who mends these sees the others then
DEEPEST = 8  # a question's deepest value stands at 5; places below are those of an ancestor

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
ODD_ESCAPE = re.compile(r"\\u(?:00[01]|[dD][89a-fA-F])|\\[bf]")
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class SourceError(Exception):
    """A file that cannot be read as JSON; `problems` says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Entry:
    """Offsets of a value and of its key, and whether that key stood in its object already."""

    pointer: Pointer
    value: int
    key: int | None = None
    again: bool = False


@dataclass
class Source:
    path: Path
    text: str
    data: object = None

    def problem(self, fault: Fault) -> Problem:
        entry = self.entry(fault.pointer)
        at_key = fault.key and entry.key is not None and entry.pointer == fault.pointer
        offset = entry.key if at_key else entry.value
        return self.problem_at(offset, fault.message, fault.severity)

    def problem_at(self, offset: int, message: str, severity: str = "error") -> Problem:
        line = bisect(self.line_starts, offset)
        column = offset - self.line_starts[line - 1] + 1
        return Problem(shown_path(self.path), line, column, message, severity)

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets; lines end at newlines only, as editors count them."""
        return [0, *(newline.end() for newline in re.finditer("\n", self.text))]

    def entry(self, pointer: Pointer) -> Entry:
        """Where the value stands, or the nearest value around it that is there."""
        while pointer and pointer not in self.entries:
            pointer = pointer[:-1]
        return self.entries.get(pointer, Entry((), 0))

    @cached_property
    def entries(self) -> dict[Pointer, Entry]:
        return {entry.pointer: entry for entry in walk(self.text)}


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def read(path: Path) -> Source:
    """The file parsed, or a SourceError with the places of what keeps it from being JSON."""
    source = Source(path, "")
    source.text = decoded(source)
    repeated: list[dict] = []

    def unique(pairs: list[tuple[str, object]]) -> dict:
        members = dict(pairs)
        if len(members) != len(pairs):
            repeated.append(members)
        return members

    try:
        source.data = json.loads(source.text, object_pairs_hook=unique, parse_constant=no_constant)
    except (ValueError, RecursionError) as error:
        offset, message = syntax.explained(error, source.text)
        raise SourceError([source.problem_at(offset, message)]) from None
    if repeated or ODD_ESCAPE.search(source.text):
        refuse_oddities(source)
    return source


def decoded(source: Source) -> str:
    """The file's text, or a SourceError where it is none."""
    problem = None
    try:
        content = source.path.read_bytes()
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}; name a quiz file"
    else:
        if len(content) > LARGEST_FILE:
            problem = f"holds {len(content):,} bytes; a quiz file has {LARGEST_FILE:,} at the most"
        elif fault := syntax.encoding_fault(content):
            offset, problem = fault
            source.text = content[:offset].decode(errors="replace")
            raise SourceError([source.problem_at(len(source.text), problem)])
    if problem:
        raise SourceError([source.problem_at(0, problem)])
    return content.decode()


def no_constant(name: str) -> None:
    raise syntax.ConstantError(name)


def refuse_oddities(source: Source) -> None:
    """Raise for what json lets pass and no reader of the page should meet."""
    problems = [
        source.problem_at(
            entry.key or entry.value,
            f'key "{entry.pointer[-1]}" stands twice in this object; take one of them out',
        )
        for entry in walk(source.text)
        if entry.again
    ]
    for token in TOKEN.finditer(source.text):
        if token[0][0] == '"' and (odd := ODD.search(json.loads(token[0]))):
            name = f"U+{ord(odd[0]):04X}"
            kind = "half a surrogate pair" if odd[0] >= "\ud800" else "a control character"
            message = f"this text holds {name}, {kind}, which no page can show; take it out"
            problems.append(source.problem_at(token.start(), message))
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise SourceError(problems[:MOST_PROBLEMS])


def walk(text: str) -> Iterator[Entry]:
    """Every value of a text that json has accepted, with its place, down to DEEPEST."""
    pointer: list[str | int] = []
    keys: list[set[str] | None] = []  # of the objects around us; None for a list
    key_at: int | None = None
    again = False
    wants_key = False
    for token in TOKEN.finditer(text):
        sign = token[0]
        if sign in "]}":
            pointer.pop()
            keys.pop()
            wants_key = False
        elif sign == ",":
            wants_key = keys[-1] is not None
            if not wants_key:
                pointer[-1] += 1
        elif sign == ":":
            wants_key = False
        elif wants_key:
            key_at = token.start()
            pointer[-1] = json.loads(sign)
            again = pointer[-1] in keys[-1]
            keys[-1].add(pointer[-1])
        else:
            if len(pointer) <= DEEPEST:
                yield Entry(tuple(pointer), token.start(), key_at, again)
            key_at, again = None, False
            if sign in "[{":
                wants_key = sign == "{"
                keys.append(set() if wants_key else None)
                pointer.append("" if wants_key else 0)
