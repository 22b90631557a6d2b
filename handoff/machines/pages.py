"""The pages of a built site with their sources, and where a program finds each."""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from handoff.pages.address import url_of
from handoff.pages.page import Page, pages

NAME = "index.md"
# mermaid2 orders the attributes of the pages that it looks into anew.
CANONICAL = re.compile(r'<link(?=[^>]*\brel="canonical")[^>]*\bhref="([^"]+)"')


@dataclass(frozen=True)
class Built:
    """A page's source, and the file that the builder made of it."""

    source: Page
    file: Path

    @cached_property
    def html(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @property
    def markdown(self) -> Path:
        return self.file.with_name(NAME)

    @cached_property
    def address(self) -> str:
        """Where people read it; empty for a site that does not know its address."""
        found = CANONICAL.search(self.html)
        return unescape(found[1]) if found else ""


def built(site: Path) -> list[Built]:
    """Every page of docs/ that this site has, in the order of docs/."""
    found = (
        Built(page, site / url_of(f"{page.name}.md") / "index.html")
        for page in pages()
        if not page.unreadable
    )
    return [each for each in found if each.file.is_file()]
