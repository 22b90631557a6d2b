"""Words for where something can be pressed, and what a reader without that is told instead.

    Predict, then press **Run**.
    {: .live }                      on a screen with scripts

    Predict, then read on.
    {: .paper }                     in print, in a book, as Markdown, without JavaScript

Hidden as HTML has it: a browser's reading mode knows none of our sheets.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

LIVE, PAPER = "live", "paper"
ENDS_LIVE = re.compile(r"\s*\{:?\s*\.live\s*\}\s*$")
AFTER_ATTRIBUTES = 5  # attr_list has 8


class Paper(Treeprocessor):
    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if PAPER in element.get("class", "").split():
                element.set("hidden", "hidden")


def live_lines(prose: Iterable[tuple[int, str]]) -> set[int]:
    """The numbers of the lines that make up live paragraphs, their mark included."""
    found: set[int] = set()
    paragraph: list[int] = []
    for number, line in prose:
        if paragraph and number != paragraph[-1] + 1:  # a fence was in between
            paragraph = []
        paragraph = [*paragraph, number] if line.strip() else []
        if ENDS_LIVE.match(line):
            found.update(paragraph)
            paragraph = []
    return found


class PaperExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(Paper(md), "paper", AFTER_ATTRIBUTES)


def makeExtension(**options) -> PaperExtension:
    return PaperExtension(**options)
