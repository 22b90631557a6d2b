"""Pages and quizzes as translators have written them, over those that nobody has translated."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from handoff import reads, root
from handoff.languages.words import FOLDER, SOURCE
from handoff.quiz.model import short_hash

UNTRANSLATED = f"language: {SOURCE}\n"  # in the front matter of a page of an edition
FRONT = re.compile(r"\A---\n")


def overlay(source: Path, translated: Path, target: Path) -> None:
    """Copy a folder; a file of the same name among the translations takes the other's place."""
    shutil.copytree(source, target)
    for path in target.rglob("*.md"):
        if not (translated / path.relative_to(target)).is_file():
            path.write_text(marked(path.read_text(encoding="utf-8")), encoding="utf-8")
    if translated.is_dir():
        shutil.copytree(translated, target, dirs_exist_ok=True)


def marked(page: str) -> str:
    """The page, which says in its front matter that it is in the source's language."""
    if FRONT.match(page):
        return FRONT.sub(f"---\n{UNTRANSLATED}", page, count=1)
    return f"---\n{UNTRANSLATED}---\n\n{page}"


def pages() -> Iterator[tuple[str, Path]]:
    """(language, page) of every translated page, as languages/de/docs/guide/01-first.md."""
    for folder in sorted((root() / FOLDER).glob("*/docs")):
        for path in sorted(folder.rglob("*.md")):
            yield folder.parent.name, path


def languages_of(name: str) -> list[str]:
    """Those that a page ("guide/01-first") has been translated into."""
    folder = root() / FOLDER
    known = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [each for each in known if (folder / each / "docs" / f"{name}.md").is_file()]


def source_of(path: Path) -> Path:
    """The English page of a translated one."""
    return root().joinpath(*path.relative_to(root() / FOLDER).parts[1:])


def fingerprint(page: Path) -> str:
    """Of an English page and its quiz: another one when there is something to translate anew."""
    return reads.asked(_fingerprint, page)


def _fingerprint(page: Path) -> str:
    name = page.relative_to(root() / "docs").with_suffix("")
    quiz = root() / "quizzes" / name.with_suffix(".json")
    texts = [each.read_text(encoding="utf-8") for each in (page, quiz) if each.is_file()]
    return short_hash(*texts)
