"""The first files of a chapter and of a guide; a subject's package may have a skeleton of its own.

chapter.md ──► docs/<guide>/NN-title.md        quiz.json ──► quizzes/<guide>/NN-title.json
index.md ────► docs/<guide>/, a new guide's    all others ─► examples/<guide>/NN-title/

`$title`, `$stem`, `$guide` and `$pieces` are filled in.
"""

import string
from pathlib import Path

from handoff import root, subject
from handoff.guides.guide import Guide

PAGES = {"chapter.md": "docs/{stem}.md", "quiz.json": "quizzes/{stem}.json"}
OVERVIEW = "index.md"
OWN = Path(__file__).parent


def chapter(guide: str, slug: str, number: int, title: str) -> dict[Path, str]:
    """The files of a new chapter, by path, none of them written yet."""
    stem = f"{guide}/{number:02d}-{slug}"
    words = {"title": title, "stem": stem, "guide": guide, "pieces": pieces(guide)}
    return {
        root() / PAGES.get(path.name, "examples/{stem}/" + path.name).format(stem=stem): filled(
            path, words
        )
        for path in sorted(folder().iterdir())
        if path.is_file() and path.name not in ("__init__.py", OVERVIEW)
    }


def overview(guide: str) -> dict[Path, str]:
    """The overview that makes a folder of docs/ a guide."""
    words = {"guide": guide, "title": guide.replace("-", " ").capitalize()}
    return {root() / "docs" / guide / OVERVIEW: filled(OWN / OVERVIEW, words)}


def folder() -> Path:
    return subject.folder("skeleton") or OWN


def pieces(guide: str) -> str:
    """The line of the front matter that lights the first of the guide's pieces, if it has any."""
    named = list(Guide(guide).pieces)[:1]
    return f"pieces: [{named[0]}]\n" if named else ""


def filled(path: Path, words: dict[str, str]) -> str:
    return string.Template(path.read_text(encoding="utf-8")).safe_substitute(words)
