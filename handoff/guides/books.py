"""Where an overview names its guide's books: only once they are made, which is after the page is.

`handoff book` fills the place in the built page; without books it stays empty.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from handoff.guides.guide import Guide
from handoff.pages.page import Page
from handoff.templates import render

PLACE = '<div class="books"></div>'
FILLED = re.compile(r'<div class="books">.*?</div>', re.S)


class Named(NamedTuple):
    """A book's file as the overview tells of it."""

    kind: str
    href: str
    size: str


def place(page: Page) -> str:
    """An empty place on the overview of a guide that has chapters."""
    guide = Guide(page.guide)
    return PLACE if page.guide and page.path == guide.overview.path and guide.chapters else ""


def name(overview: Path, books: Sequence[Named]) -> bool:
    """Name them on the built overview; False where it has no place for it."""
    text = overview.read_text(encoding="utf-8")
    told = render("guides/books.html", books=books).strip()
    named, places = FILLED.subn(lambda _: told, text, count=1)
    overview.write_text(named, encoding="utf-8")
    return bool(places)
