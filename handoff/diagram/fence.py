"""The ```mermaid fence: a figure, drawn once wide and, where that would be too wide, once tall."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from handoff.diagram import draw
from handoff.diagram.tidy import tidy
from handoff.fences import Reading
from handoff.pages.page import Fence, Page

PHONE = 340  # CSS pixels of prose on a phone of 360
SIDEWAYS = re.compile(r"^(\s*(?:flowchart|graph)\s+)(LR|RL)\b", re.MULTILINE)
NEEDED = {
    "accTitle": "a short name, which a screen reader says first",
    "accDescr": "one or two sentences that say what the picture shows",
}


def read(fence: Fence, page: Page) -> Reading:
    """The figure of one diagram, as inline SVG or as source for the browser."""
    source = "\n".join(fence.lines)
    if not source.strip():
        message = "this diagram is empty; write Mermaid in it, as in flowchart LR"
        return Reading(problems=[page.at(fence, message)])
    said = [page.at(fence, message) for message in undescribed(source)]
    try:
        return Reading(figure(source), said)
    except draw.Misspelt as error:
        message = f"Mermaid does not understand this diagram: {error}; look at the line it names"
        return Reading(problems=[*said, page.at(fence, message)])


def html(made: str, page: Page) -> str:
    return made


@lru_cache(maxsize=512)
def figure(source: str) -> str:
    try:
        wide = tidy(draw.svg(source))
    except draw.CannotDraw:
        return for_the_browser(source)
    if wide.width <= PHONE or not SIDEWAYS.search(source):
        return f'<figure class="diagram">{wide.svg}</figure>'
    tall = tidy(draw.svg(SIDEWAYS.sub(r"\1TB", source)))
    return (
        f'<figure class="diagram"><div class="diagram__wide">{wide.svg}</div>'
        f'<div class="diagram__tall">{tall.svg}</div></figure>'
    )


def undescribed(source: str) -> Iterator[str]:
    for word, use in NEEDED.items():
        if not re.search(rf"^\s*{word}\s*[:{{]", source, re.MULTILINE):
            yield f"the diagram has no {word}; add a line '{word}: …' with {use}"


def for_the_browser(source: str) -> str:
    """What mermaid2 looks for; without JavaScript the source itself is readable."""
    code = escape(source)
    return (
        '<figure class="diagram" data-search-exclude><client-diagram>'
        f'<pre><code class="language-mermaid">{code}</code></pre></client-diagram></figure>'
    )
