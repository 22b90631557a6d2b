"""`{claim:slug}` after a sentence: a small mark that links to the sentence's experiment."""

import xml.etree.ElementTree as ET
from functools import cached_property
from pathlib import Path

from click import ClickException
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from handoff import root
from handoff.claims.check import without_test
from handoff.claims.experiments import Experiment, experiments
from handoff.claims.marks import MARK, Mark, marks
from handoff.text import plain

SIGN = "✓"


class ClaimError(ClickException):
    """A mark without an experiment: says file, line and column."""


class ClaimProcessor(InlineProcessor):
    def __init__(self, md: Markdown, placed: set[str]):
        super().__init__(MARK.pattern, md)
        self.placed = placed  # on this page; only the first mark of a claim can be linked to

    @cached_property
    def proven(self) -> dict[str, Experiment]:
        """All experiments by name, looked up once a page."""
        return {each.slug: each for each in experiments()}

    def handleMatch(self, found, data):
        experiment = proof(found[1], self.proven)
        label = f"Proven: {plain(experiment.sentence)}"
        attributes = {"class": "claim", "href": f"experiments.md#{experiment.slug}"}
        if experiment.slug not in self.placed:
            self.placed.add(experiment.slug)
            attributes["id"] = place(experiment.slug)
        link = ET.Element("a", {**attributes, "aria-label": label, "title": label})
        link.text = SIGN
        return link, found.start(0), found.end(0)


def place(slug: str) -> str:
    """The id of a claim's first mark on a page."""
    return f"claim-{slug}"


def proof(slug: str, proven: dict[str, Experiment]) -> Experiment:
    """The experiment of that name; raises ClaimError, which tells where the mark stands."""
    if slug in proven:
        return proven[slug]
    here = [mark for mark in marks(root() / "docs") if mark.slug == slug]
    mark = here[0] if here else Mark(slug, Path("docs"), 1, 1)
    raise ClaimError(str(without_test(mark, proven)))


class ClaimsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        self.placed: set[str] = set()
        md.registerExtension(self)
        md.inlinePatterns.register(ClaimProcessor(md, self.placed), "claim", 175)

    def reset(self) -> None:
        self.placed.clear()


def makeExtension(**options) -> ClaimsExtension:
    return ClaimsExtension(**options)
