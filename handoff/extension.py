"""`markdown_extensions: [handoff]`: all that a page of ours is written with, in both builders.

text ─► Begin: whose text is it? ─► Python-Markdown's and pymdown's extensions, our fences, marks
                                       └─► End: head and way onward; what is wrong, on top
"""

from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from handoff import root
from handoff.diagnostics import building
from handoff.diagnostics.page import box
from handoff.fences import ELEMENTS, KINDS, custom_fences
from handoff.guides.frame import framed
from handoff.pages import current

FIRST, LAST = 1000, -1000  # priorities: before and after everybody else's


def bundled() -> dict[str, dict]:
    """The extensions that `handoff` stands for, with their options."""
    return {
        "markdown.extensions.admonition": {},
        "markdown.extensions.attr_list": {},
        "markdown.extensions.def_list": {},
        "markdown.extensions.md_in_html": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.toc": {
            "permalink": "#",
            "permalink_title": "Link to this section",
        },
        "handoff.callouts": {},
        "handoff.claims": {},
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
        return lines


class End(Postprocessor):
    """Put a chapter's head and foot around it, and on top what is wrong outside its fences."""

    def run(self, text: str) -> str:
        page = current.page_of(self.md)
        elsewhere = list(outside_fences(page))
        return (box(elsewhere) if elsewhere else "") + framed(page, text)


def outside_fences(page) -> Iterator:
    """Problems of the page that no fence of ours shows in its own place."""
    drawn = {
        number
        for fence in page.fences
        if fence.language in KINDS and fence.closed
        for number in range(fence.line, fence.line + len(fence.lines) + 2)
    }
    return (each for each in building.problems_of(page) if each.line not in drawn)


class HandoffExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        options = bundled()
        md.registerExtensions(list(options), options)
        md.block_level_elements += ELEMENTS
        md.preprocessors.register(Begin(md), "handoff-begin", FIRST)
        md.postprocessors.register(End(md), "handoff-end", LAST)
