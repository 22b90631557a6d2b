"""Callouts of the guide: `!!! definition`, `!!! insight`, `!!! trap`, `!!! happened`.

Python-Markdown draws them as admonitions; this adds the kind's word to the title, so that neither
colour nor icon has to carry it alone.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from handoff.diagnostics.problem import Problem, did_you_mean, quoted
from handoff.languages.words import _, marked
from handoff.pages.page import Page

WORDS = {
    "definition": marked("Definition"),
    "insight": marked("Insight"),
    "trap": marked("Trap"),
}
HAPPENED = marked("What just happened")
# What Material draws: with these, a page of any site of ours looks as its author means it.
OTHERS = ("note", "abstract", "info", "tip", "success", "question", "warning", "failure")
OTHERS += ("danger", "bug", "example", "quote")
KINDS = (*(word.lower() for word in WORDS), "happened", *OTHERS)
OPENING = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+([\w-]+)")


def problems(page: Page) -> Iterator[Problem]:
    """Each callout of a kind that there is not."""
    for number, line in page.prose:
        opening = OPENING.match(line) if "!!!" in line or "???" in line else None
        if opening and opening[1] not in KINDS:
            hint = did_you_mean(opening[1], KINDS)
            message = f"no callout is called {quoted(opening[1])}; {hint}"
            yield page.problem(number, opening.start(1) + 1, message)


class Callouts(Treeprocessor):
    def run(self, root: ET.Element) -> None:
        for box in root.iter("div"):
            classes = box.get("class", "").split()
            if "admonition" in classes:
                name_kind(box[0], classes[-1])


def name_kind(title: ET.Element, kind: str) -> None:
    """`title` is the admonition's first paragraph; without a title of its own it is the kind."""
    if kind == "happened":
        title.text = _(HAPPENED) if title.text == "Happened" else title.text
    elif title.text in WORDS.values():  # it has no title of its own
        title.text = _(title.text)
    elif kind in WORDS:
        word = ET.Element("span", {"class": "callout__kind"})
        word.text, word.tail = _(WORDS[kind]), f" {title.text or ''}"
        title.text = None
        title.insert(0, word)


class CalloutsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(Callouts(md), "callouts", 15)


def makeExtension(**options) -> CalloutsExtension:
    return CalloutsExtension(**options)
