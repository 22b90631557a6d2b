"""A whole book: its parts made ready, and what it says of itself."""

import os
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from handoff import root
from handoff.book import diagrams, labs, links, marks, questions
from handoff.book.parts import Part, parts
from handoff.guides.guide import Guide
from handoff.languages import words
from handoff.machines.changes import dates
from handoff.subject import site_setting


@dataclass(frozen=True)
class Book:
    guide: Guide
    parts: list[Part]

    @property
    def title(self) -> str:
        return self.guide.title

    @property
    def description(self) -> str:
        return str(self.guide.overview.meta.get("description", ""))

    @property
    def site(self) -> str:
        return str(site_setting("site_name") or "")

    @property
    def rights(self) -> str:
        return str(site_setting("copyright") or "")

    @property
    def language(self) -> str:
        return words.language()

    @property
    def first(self) -> Part:
        """Where the text begins: the first chapter."""
        return next((part for part in self.parts if part.number), self.parts[0])

    @property
    def has_experiments(self) -> bool:
        return any(part.kind == "experiments" for part in self.parts)

    @property
    def address(self) -> str:
        """Where the guide is read online; empty where the site does not know."""
        part = self.parts[0]
        return part.address if links.home_of(part) else ""

    @property
    def key(self) -> str:
        """What tells it from all other books, and stays when it changes."""
        return self.address or f"{self.site} {self.guide.name}"

    @cached_property
    def changed(self) -> datetime:
        """SOURCE_DATE_EPOCH; else when the guide was last committed; else today."""
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return datetime.fromtimestamp(int(epoch), UTC)
        known = [each.last for each in dates(root() / "docs" / self.guide.name).values()]
        if known:
            return datetime.fromisoformat(max(known))
        return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)

    @property
    def day(self) -> str:
        return f"{self.changed:%Y-%m-%d}"

    def paper(self, width: float) -> "Book":
        """The same with diagrams for a text of so many pixels' width."""
        copied = [replace(part, body=deepcopy(part.body)) for part in self.parts]
        for part in copied:
            diagrams.draw(part.body, self.guide, width)
        return replace(self, parts=copied)


def read(guide: Guide, site: Path) -> Book:
    """The book of a guide, of its pages in the built site."""
    found = parts(guide, site)
    for part in found:
        questions.collect(part)
        labs.label(part, online=bool(links.home_of(part)))
    marks.number(found)
    links.lead(found)
    return Book(guide, found)
