"""What a quiz is checked with, a file each: its text, its pages, its chapter's samples.

quizzes/knots/01-….json ─┐
docs/ that show it      ─┼─► docs/assets/quizzes/knots/01-….json   (not in git)
examples/ it may name   ─┘      {path in the project: text}
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from handoff import root
from handoff.files import hold
from handoff.pages.page import Page, pages
from handoff.progress import at
from handoff.quiz.files import name_of, quiz_files
from handoff.quiz.lint.fences import quizzes_of
from handoff.subject import setting

FOLDER = Path("assets") / "quizzes"
CONFIG = "mkdocs.yml"
LARGEST = 100_000  # bytes of a sample; longer ones are no samples to read
LEFT_OUT = ("replays", "__pycache__")


def write() -> int:
    """Write those of all quizzes that a page shows, remove the others; how many there are."""
    folder = root() / "docs" / FOLDER
    known = shown_by().items()
    return hold(folder, {folder / f"{name}.json": content(name, by).encode() for name, by in known})


def shown_by() -> dict[str, list[Page]]:
    """The pages that show each quiz, of the quizzes that any page shows; by the quiz's name."""
    named: dict[str, list[Page]] = {name_of(path): [] for path in quiz_files()}
    for page in pages():
        for name in quizzes_of(page) & named.keys():
            named[name].append(page)
    return {name: shown for name, shown in named.items() if shown}


def content(name: str, shown: list[Page]) -> str:
    at(f"quizzes/{name}")
    files = {CONFIG: f"extra: {json.dumps({'how_sure': bool(setting('how_sure'))})}\n"}
    files[f"quizzes/{name}.json"] = text_of(root() / "quizzes" / f"{name}.json")
    files |= {f"docs/{page.name}.md": page.text for page in shown}
    files |= {f"examples/{path}": text for path, text in samples(name)}
    return json.dumps(files, ensure_ascii=False, indent=0)


def samples(name: str) -> Iterator[tuple[str, str]]:
    """(path in examples/, text) of the chapter's own, and of those that its questions name."""
    examples = root() / "examples"
    own = (examples / name).rglob("*")
    for path in sorted({*own, *named_in(name)}):
        small = path.is_file() and path.stat().st_size <= LARGEST
        if small and not set(LEFT_OUT) & set(path.parts):
            try:
                yield path.relative_to(examples).as_posix(), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def named_in(name: str) -> Iterator[Path]:
    try:
        questions = json.loads(text_of(root() / "quizzes" / f"{name}.json"))
        found = [str(each["sample"]).partition(":")[0] for each in questions if "sample" in each]
    except (ValueError, TypeError):
        return
    examples = root() / "examples"  # a link, where the project is laid out in another language
    for sample in found:
        path = Path(os.path.normpath(examples / sample))
        if path.is_relative_to(examples):
            yield path
            yield path.with_suffix(".txt")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
