"""The marks `{claim:slug}` in Markdown, with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\{claim:([^}\n]*)\}")
CODE = re.compile(r"(`+).+?\1")
FENCE = re.compile(r"\s*(`{3,}|~{3,})")


@dataclass(frozen=True)
class Mark:
    """`line` and `column` count from 1."""

    slug: str
    path: Path
    line: int
    column: int


def marks(docs: Path) -> list[Mark]:
    """Every mark of the site, in reading order."""
    return [mark for path in sorted(docs.rglob("*.md")) for mark in marks_of(path)]


def marks_of(path: Path) -> Iterator[Mark]:
    """The marks of one file; those in code are only shown, not meant."""
    closing = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        fence = FENCE.match(line)
        if closing:
            closing = "" if line.strip() == closing else closing
        elif fence:
            closing = fence[1]
        else:
            prose = CODE.sub(lambda code: " " * len(code[0]), line)
            for found in MARK.finditer(prose):
                yield Mark(found[1], path, number, found.start() + 1)
