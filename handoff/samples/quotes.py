"""Files that chapters quote by `--8<-- "celery/02-…/tasks.py:send_receipt"`: are they there?"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from handoff import root
from handoff.diagnostics.problem import Problem, shown_path
from handoff.samples.sections import Sample, SampleError

QUOTE = re.compile(r'^\s*--8<--\s+"([^"]+)"', re.MULTILINE)


def problems(paths: Iterable[Path] = ()) -> list[Problem]:
    """Each quote of a file or section that does not exist, in all of docs/ or in these files."""
    chosen = [path.absolute() for path in paths]
    return [
        problem
        for file in sorted((root() / "docs").rglob("*.md"))
        if not chosen or any(file.absolute().is_relative_to(path) for path in chosen)
        for problem in missing(file)
    ]


def missing(file: Path) -> Iterator[Problem]:
    text = file.read_text(encoding="utf-8", errors="replace")
    for quote in QUOTE.finditer(text):
        try:
            quoted(quote[1])
        except SampleError as error:
            line = text.count("\n", 0, quote.start(1)) + 1
            column = quote.start(1) - text.rfind("\n", 0, quote.start(1))
            yield Problem(shown_path(file), line, column, f"{error}")


def quoted(name: str) -> str:
    """The text that pymdownx.snippets puts in; raises SampleError."""
    quizzes = root() / "quizzes"
    folder = quizzes if (quizzes / name.partition(":")[0]).is_file() else root() / "examples"
    return Sample(folder, name).text
