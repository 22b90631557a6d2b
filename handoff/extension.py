"""`markdown_extensions: [pymdownx.superfences, handoff]`: all that our pages are written with.

Zensical adds superfences last where mkdocs.yml does not name it, and our fences would be its own.

text ─► Begin: whose text is it? ─► Python-Markdown's and pymdown's extensions, our fences, marks
                                       └─► End: head and way onward; what is wrong, on top
"""

import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX

from handoff import root
from handoff.diagnostics import building
from handoff.diagnostics.page import box
from handoff.fences import ELEMENTS, custom_fences
from handoff.guides import books, sheets
from handoff.guides.frame import frame, mend
from handoff.languages.switch import switch
from handoff.languages.words import _
from handoff.pages import current
from handoff.samples.quotes import drawable

FIRST, LAST = 1000, -1000  # priorities: before and after everybody else's


def bundled() -> dict[str, dict]:
    """The extensions that `handoff` stands for, with their options."""
    return {
        "markdown.extensions.admonition": {},
        "markdown.extensions.attr_list": {},
        "markdown.extensions.def_list": {},
        "markdown.extensions.md_in_html": {},
        "markdown.extensions.tables": {"use_align_attribute": True},  # policy: no style
        "markdown.extensions.toc": {
            "permalink": "#",
            "permalink_title": _("Link to this section"),
        },
        "handoff.callouts": {},
        "handoff.claims": {},
        "handoff.paper": {},
        "pymdownx.highlight": {"anchor_linenums": False},
        "pymdownx.snippets": {
            "base_path": [str(root() / "examples"), str(root() / "quizzes")],
            "check_paths": False,  # `handoff.samples.quotes` says what is missing, and where
        },
        "pymdownx.superfences": {"custom_fences": custom_fences()},
    }


class Begin(Preprocessor):
    """Find the page that this text belongs to, before anything is changed in it."""

    def run(self, lines: list[str]) -> list[str]:
        page = current.begin(self.md, "\n".join(lines))
        building.tell(page)
        return [line for line in lines if drawable(line)]


class End(Treeprocessor):
    """Put a chapter's head and way onward around it, and on top what is wrong with the page.

    No postprocessor: the table of contents runs those over every heading, too.
    """

    def run(self, root: ET.Element) -> None:
        page = current.page_of(self.md)
        if own := page.meta.get("language"):  # of an edition: not translated yet
            for part in root:
                if not (part.text or "").startswith(STX):  # what a fence has drawn is translated
                    part.set("lang", own)
        head, onward = frame(page)
        mistakes = building.problems_of(page)
        on_top = (sheets.links(page), box(mistakes) if mistakes else "", switch(page), head)
        for place, html in enumerate(html for html in on_top if html):
            root.insert(place, self.raw(html))
        for html in (onward, books.place(page), mend(page)):
            if html:
                root.append(self.raw(html))

    def raw(self, html: str) -> ET.Element:
        paragraph = ET.Element("p")
        paragraph.text = self.md.htmlStash.store(html)
        return paragraph


class HandoffExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        options = bundled()
        md.registerExtensions(list(options), options)
        md.block_level_elements += (*ELEMENTS, "link")
        md.preprocessors.register(Begin(md), "handoff-begin", FIRST)
        md.treeprocessors.register(End(md), "handoff-end", LAST)
