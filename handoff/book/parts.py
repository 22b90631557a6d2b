"""What a book is made of: a guide's pages in the order in which one reads them.

The overview, the chapters, then what one looks things up in; the experiments behind the claims
come last. Entries of another guide's glossary come along when the guide has none of its own.
"""

import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from lxml.html import HtmlElement

from handoff.book import article
from handoff.guides.guide import Guide
from handoff.machines.pages import Built, built
from handoff.pages.address import url_of

GLOSSARY = "glossary"  # as assets/javascripts/terms.js knows one


@dataclass
class Part:
    """`name` is its own in the book, `number` a chapter's place, `path` its page in the site."""

    name: str
    title: str
    body: HtmlElement
    path: str = ""
    number: int = 0
    kind: str = "chapter"  # or: overview, reference, glossary, experiments
    address: str = ""  # where people read it online
    ids: set[str] = field(default_factory=set)

    @property
    def label(self) -> str:
        return f"{self.number} · {self.title}" if self.number else self.title


def parts(guide: Guide, site: Path) -> list[Part]:
    """The book's parts as they are on the site, but for what only a screen can use."""
    pages = {page.source.path: page for page in built(site)}
    own = [page for page in pages.values() if page.source.guide == guide.name]
    found = [part(guide, page) for page in sorted(own, key=lambda page: order(guide, page))]
    if not any(each.kind == "glossary" for each in found):
        found += borrowed(found, pages)
        found.sort(key=lambda each: each.kind == "experiments")
    return found


def order(guide: Guide, page: Built) -> tuple:
    kinds = ("overview", "chapter", "reference", "glossary", "experiments")
    return kinds.index(kind(guide, page)), page.source.path


def kind(guide: Guide, page: Built) -> str:
    source = page.source
    if source.path == guide.overview.path:
        return "overview"
    if source.is_chapter:
        return "chapter"
    if source.fences_of("experiments"):
        return "experiments"
    return "glossary" if source.stem == GLOSSARY else "reference"


def part(guide: Guide, page: Built) -> Part:
    source = page.source
    return Part(
        source.stem,
        source.title,
        article.read(page.html),
        url_of(f"{source.name}.md"),
        guide.place_of(source) if source.is_chapter else 0,
        kind(guide, page),
        page.address,
    )


def borrowed(found: list[Part], pages: dict[Path, Built]) -> list[Part]:
    """The entries of other guides' glossaries that the book's text leads to."""
    wanted = {each for part in found for each in terms(part)}
    for page in pages.values():
        path = url_of(f"{page.source.name}.md")
        anchors = {anchor for where, anchor in wanted if where == path}
        if page.source.stem == GLOSSARY and anchors:
            body = article.entries(article.read(page.html), anchors)
            return [Part(GLOSSARY, page.source.title, body, path, 0, "glossary", page.address)]
    return []


def terms(part: Part) -> set[tuple[str, str]]:
    """(a page's path in the site, an anchor) of each word that a glossary explains."""
    hrefs = [link.get("href", "") for link in part.body.iter("a")]
    found = (href.partition("#") for href in hrefs if f"{GLOSSARY}/#" in href)
    return {(posixpath.normpath(f"{part.path}/{way}"), anchor) for way, _, anchor in found}
