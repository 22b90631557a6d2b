"""Which files of the project have changed since the last build."""

import os
from collections.abc import Iterator
from pathlib import Path

import handoff
from handoff import root

NEVER = {"site", "build", "node_modules", "__pycache__"}  # what is made there shows on no page
State = tuple[int, int, int]  # when it was written, its size, which file it is


def states() -> dict[str, State]:
    """Every file of the project and of the engine, and its state."""
    folders = {root(), Path(handoff.__file__).parent}
    return {path: state for folder in folders for path, state in _below(str(folder))}


def _below(folder: str) -> Iterator[tuple[str, State]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in NEVER:
            continue
        if entry.is_dir():
            yield from _below(entry.path)
        elif (state := state_of(entry.path)) is not None:
            yield entry.path, state


def state_of(path: str) -> State | None:
    try:
        now = os.stat(path)  # noqa: PTH116 (a Path for each of thousands of files takes its time)
    except OSError:
        return None
    return now.st_mtime_ns, now.st_size, now.st_ino


def only_texts(before: dict[str, State], now: dict[str, State]) -> bool:
    """The same files, and only Markdown and quizzes differ: pages tell which of those they need."""
    if before.keys() != now.keys():
        return False
    return all(_is_text(Path(path)) for path, state in now.items() if state != before[path])


def _is_text(path: Path) -> bool:
    docs, quizzes = root() / "docs", root() / "quizzes"
    return (path.suffix == ".md" and path.is_relative_to(docs)) or (
        path.suffix == ".json" and path.is_relative_to(quizzes)
    )
