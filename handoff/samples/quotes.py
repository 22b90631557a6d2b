"""Files that pages quote by `--8<-- "guide/02-…/tasks.py:send_receipt"`: are they there?"""

import re
from collections.abc import Iterator
from pathlib import Path

from handoff import root
from handoff.diagnostics.problem import Problem, did_you_mean
from handoff.files import is_file
from handoff.pages.page import Page
from handoff.samples.manifest import read
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
    manifest, _ = read(root() / "examples" / path.parent)
    if manifest is None or path.stem in manifest.recordings:
        return ""
    known = did_you_mean(path.stem, manifest.recordings) or "it records nothing"
    return f"{path.name} is printed by no [record] entry of its run.toml; {known}"
