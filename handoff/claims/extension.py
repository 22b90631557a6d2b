"""`{claim:slug}` after a sentence: a small mark that links to the sentence's experiment.

`{claim:another_guide/slug}` leads to an experiment of another guide.
"""

import posixpath
import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from handoff import subject
from handoff.claims import shown
from handoff.claims.experiments import Experiment, guide_of, proven
from handoff.claims.marks import MARK, named
from handoff.languages.words import _
from handoff.pages import current
from handoff.replay.offers import Offer, offers
from handoff.text import plain

SIGN, PLAY = "✓", "▷"


class ClaimProcessor(InlineProcessor):
    """A mark without an experiment stays as it is written; `marks.problems` tells of it."""

    def __init__(self, md: Markdown, placed: set[str]):
        super().__init__(MARK.pattern, md)
        self.placed = placed  # on this page; only the first mark of a claim can be linked to
        self.proven: dict[str, dict[str, Experiment]] = {}  # by guide, looked up once

    def handleMatch(self, found, data):
        guide, slug = named(found[1], current.page_of(self.md).guide)
        if guide not in self.proven:
            self.proven[guide] = proven(guide or "*")
        experiment = self.proven[guide].get(slug)
        if experiment is None:
            return None, None, None
        mark = self.link(experiment)
        offer = offers(guide).get(slug)
        return self.with_offer(mark, offer) if offer else mark, found.start(0), found.end(0)

    def with_offer(self, mark: ET.Element, offer: Offer) -> ET.Element:
        """The mark, and beside it the way to the replay that shows what it says."""
        both = ET.Element("span", {"class": "claims"})
        both.append(mark)
        page = current.page_of(self.md)
        way = posixpath.relpath(f"{offer.name}.md", posixpath.dirname(page.name) or ".")
        href = f"{way if offer.name != page.name else ''}#{offer.anchor}"
        label = _("Replay: {title}", title=plain(offer.title))
        link = ET.SubElement(both, "a", {"class": "claim", "href": href, "title": label})
        link.set("aria-label", label)
        link.text = PLAY
        return both

    def link(self, experiment: Experiment) -> ET.Element:
        sentence, since = plain(experiment.sentence), shown.since(experiment)
        label = _("Proven: {sentence}", sentence=sentence)
        if since:
            version = f"{subject.part('claims').TITLE} {since}"
            label = _("Proven since {version}: {sentence}", version=version, sentence=sentence)
        attributes = {"class": "claim", "href": f"{self.way(experiment)}#{experiment.slug}"}
        if experiment.slug not in self.placed:
            self.placed.add(experiment.slug)
            attributes["id"] = place(experiment.slug)
        link = ET.Element("a", {**attributes, "aria-label": label, "title": label})
        link.text = _("✓ since {version}", version=since) if since else SIGN
        return link

    def way(self, experiment: Experiment) -> str:
        """From the page to the one that shows the experiment."""
        guide, here = guide_of(experiment.path), current.page_of(self.md).guide
        return "experiments.md" if guide == here or not here else f"../{guide}/experiments.md"


def place(slug: str) -> str:
    """The id of a claim's first mark on a page."""
    return f"claim-{slug}"


class ClaimsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        self.placed: set[str] = set()
        md.registerExtension(self)
        md.inlinePatterns.register(ClaimProcessor(md, self.placed), "claim", 175)

    def reset(self) -> None:
        self.placed.clear()


def makeExtension(**options) -> ClaimsExtension:
    return ClaimsExtension(**options)
