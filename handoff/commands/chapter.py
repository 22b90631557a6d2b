"""Lay out a new chapter: one stem in docs/, quizzes/ and examples/, with content that works."""

import argparse
import string
import sys
from pathlib import Path

from markdown.extensions.toc import slugify

from handoff import root
from handoff.guides.guide import chapters

SKELETON = Path(__file__).parents[2] / "handoff_celery" / "skeleton"
SAMPLES = ("tasks.py", "greet_user.py", "greet_user.txt", "run.toml")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("guide", help="the guide's folder in docs/, such as celery")
    parser.add_argument("title", help="what the chapter is called")


def run(options: argparse.Namespace) -> int:
    slug = slugify(options.title, "-")
    if not slug or not (root() / "docs" / options.guide).is_dir():
        print(refusal(options.guide, options.title), file=sys.stderr)
        return 1
    stem = f"{options.guide}/{next_number(options.guide):02d}-{slug}"
    for path in lay(stem, options.title):
        print(path.relative_to(root()))
    print(f"now: make serve, then write docs/{stem}.md")
    return 0


def refusal(guide: str, title: str) -> str:
    guides = sorted(path.parent.name for path in (root() / "docs").glob("*/index.md"))
    return (
        f"no guide '{guide}' or no title '{title}'; guides are {', '.join(guides)}: "
        'make chapter GUIDE=celery TITLE="Tasks in the cloud"'
    )


def next_number(guide: str) -> int:
    return max((chapter.number for chapter in chapters(guide)), default=0) + 1


def lay(stem: str, title: str) -> list[Path]:
    """Write the three parts; returns the files, none of which was there before."""
    words = {"title": title.replace(":", " -"), "stem": stem}
    parts = {
        root() / "docs" / f"{stem}.md": "chapter.md",
        root() / "quizzes" / f"{stem}.json": "quiz.json",
        **{root() / "examples" / stem / name: name for name in SAMPLES},
    }
    for path, skeleton in parts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = string.Template((SKELETON / skeleton).read_text(encoding="utf-8"))
        with path.open("x", encoding="utf-8") as file:
            file.write(text.safe_substitute(words))
    return list(parts)
