"""Files that pages quote by `--8<-- "guide/02-…/tasks.py:send_receipt"`: are they there?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from handoff import root
from handoff.diagnostics.problem import Problem, did_you_mean
from handoff.files import is_file
from handoff.pages.page import Page
from handoff.samples.manifest import NAME, read
from handoff.samples.sections import Sample, SampleError

QUOTE = re.compile(r'^\s*-+8<-+\s+"([^"]+)"')


def problems(page: Page) -> Iterator[Problem]:
    """Each quote of a file or section that does not exist."""
    if "8<-" not in page.text:
        return
    for number, line in enumerate(page.text.split("\n"), 1):
        if (quote := QUOTE.match(line)) and (message := _mistake(quote[1])):
            yield page.problem(number, quote.start(1) + 1, message)


def quoted(name: str) -> str:
    """The text that pymdownx.snippets puts in; raises SampleError."""
    quizzes = root() / "quizzes"
    folder = quizzes if is_file(quizzes / name.partition(":")[0]) else root() / "examples"
    return Sample(folder, name).text


def drawable(line: str) -> bool:
    """Would pymdownx.snippets not fail on it? It opens a folder as if that were a file."""
    quote = QUOTE.match(line) if "8<-" in line else None
    return not (quote and (root() / "examples" / quote[1].partition(":")[0]).is_dir())


def _mistake(name: str) -> str:
    try:
        quoted(name)
    except SampleError as error:
        return str(error)
    return _unrecorded(Path(name))


def _unrecorded(path: Path) -> str:
    """Output that no entry of its run.toml prints any more."""
    if path.suffix != ".txt":
        return ""
    recorded = _recorded(root() / "examples" / path.parent)
    if recorded is None or path.stem in recorded:
        return ""
    known = did_you_mean(path.stem, recorded) or "it records nothing"
    return f"{path.name} is printed by no [record] entry of its run.toml; {known}"


def _recorded(folder: Path) -> tuple[str, ...] | None:
    """The names of what its run.toml records; None where that cannot be used."""
    try:
        return _recorded_as_of(folder, (folder / NAME).stat().st_mtime_ns)
    except (OSError, ValueError):
        return None


@lru_cache(256)
def _recorded_as_of(folder: Path, changed: int) -> tuple[str, ...] | None:
    manifest, _ = read(folder)
    return manifest and tuple(manifest.recordings)
