"""Where quiz files are, and what they are called: `guide/02-…` for quizzes/guide/02-….json."""

from collections.abc import Iterable
from pathlib import Path

import handoff
from handoff.files import is_file


def quizzes_folder() -> Path:
    return handoff.root() / "quizzes"


def quiz_files(paths: Iterable[Path] = ()) -> list[Path]:
    """The quiz files among and below these paths; all of them where none is given."""
    paths = list(paths) or [quizzes_folder()]
    files = {file: None for path in paths for file in below(path)}
    return list(files)


def below(path: Path) -> list[Path]:
    """The file itself; of a folder of the project, what it shares with quizzes/."""
    if not path.is_dir():
        return [path] if path != quizzes_folder() else []
    own, quizzes = path.absolute(), quizzes_folder().absolute()
    if quizzes.is_relative_to(own):
        path = quizzes_folder()
    elif own.is_relative_to(handoff.root().absolute()) and not own.is_relative_to(quizzes):
        return []
    return sorted(file for file in path.rglob("*.json") if not is_schema(file))


def is_schema(path: Path) -> bool:
    return path.name.endswith(".schema.json")


def name_of(path: Path) -> str:
    """The name a fence uses; a file outside quizzes/ has its own name only."""
    folder, path = quizzes_folder().absolute(), path.absolute()
    return (
        (path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name))
        .with_suffix("")
        .as_posix()
    )


def path_of(name: str) -> Path | None:
    """The file that a fence names, or None where there is no such file in quizzes/."""
    path = quizzes_folder() / f"{name}.json"
    if ".." in path.parts or name.startswith("/") or is_schema(path):
        return None
    return path if is_file(path) else None
