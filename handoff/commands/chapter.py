"""Lay out a new chapter: one stem in docs/, quizzes/ and examples/, with content that works.

python -m handoff chapter GUIDE "Tying a knot"              the guide's next chapter
python -m handoff chapter GUIDE "Tying a knot" --new-guide  the first one, and the guide's page
"""

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from markdown.extensions.toc import slugify

from handoff import root, skeleton
from handoff.diagnostics.problem import did_you_mean, quoted
from handoff.guides.guide import chapters, guides

FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 80  # letters of a file's name
USAGE = 'make chapter GUIDE=… TITLE="…"'


class LayoutError(Exception):
    """What stands against the new chapter, and what would do."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("guide", help="the guide's folder in docs/")
    parser.add_argument("title", help="what the chapter is called")
    parser.add_argument("--new-guide", action="store_true", help="begin a guide with this chapter")


def run(options: argparse.Namespace) -> int:
    try:
        files = laid_out(options.guide, options.title.strip(), options.new_guide)
    except LayoutError as error:
        print(error, file=sys.stderr)
        return 1
    write(files)
    for path in files:
        print(path.relative_to(root()))
    serve = "make serve" if (root() / "Makefile").is_file() else "python -m handoff serve"
    print(f"now: {serve}, then write the first of these")
    return 0


def laid_out(guide: str, title: str, new_guide: bool) -> dict[Path, str]:
    """Every file of the chapter, and of the guide if it is new; raises LayoutError."""
    slug = slugify(title, "-")
    if not slug:
        raise LayoutError(f"the chapter has no title with letters in it; {USAGE}")
    known = [each.name for each in guides()]
    if new_guide and (guide in known or not FOLDER.fullmatch(guide)):
        raise LayoutError(
            f"{quoted(guide)} is no name for a new guide; choose another in-kebab-case"
        )
    if not new_guide and guide not in known:
        near = did_you_mean(guide, known) or "there is none yet"
        raise LayoutError(f"there is no guide {quoted(guide)}; {near} (--new-guide begins one)")
    there = chapters(guide) if guide in known else []
    if twin := next((each for each in there if each.stem[3:] == slug), None):
        raise LayoutError(f"docs/{twin.name}.md has this title already; choose another one")
    if len(slug) > LONGEST:
        raise LayoutError(f"the title makes a file's name of {len(slug)} letters; shorten it")
    number = max((each.number for each in there), default=0) + 1
    if number > 99:
        raise LayoutError(f"{guide} has a chapter 99 already, and numbers have two digits")
    first = skeleton.overview(guide) if new_guide else {}
    return skeleton.chapter(guide, slug, number, title.replace('"', "”")) | first


def write(files: Mapping[Path, str]) -> None:
    """None of them was there before."""
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
