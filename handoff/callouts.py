"""Callouts of the guide: `!!! definition`, `!!! insight`, `!!! trap`, `!!! happened`.

Python-Markdown draws them as admonitions; this adds the kind's word to the title, so that neither
colour nor icon has to carry it alone.
"""

import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

WORDS = {"definition": "Definition", "insight": "Insight", "trap": "Trap"}
HAPPENED = "What just happened"


class Callouts(Treeprocessor):
    def run(self, root: ET.Element) -> None:
        for box in root.iter("div"):
            classes = box.get("class", "").split()
            if "admonition" in classes:
                name_kind(box[0], classes[-1])


def name_kind(title: ET.Element, kind: str) -> None:
    """`title` is the admonition's first paragraph; without a title of its own it is the kind."""
    if kind == "happened":
        title.text = HAPPENED if title.text == "Happened" else title.text
    elif kind in WORDS and title.text != WORDS[kind]:
        word = ET.Element("span", {"class": "callout__kind"})
        word.text, word.tail = WORDS[kind], f" {title.text}"
        title.text = None
        title.insert(0, word)


class CalloutsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(Callouts(md), "callouts", 15)


def makeExtension(**options) -> CalloutsExtension:
    return CalloutsExtension(**options)
