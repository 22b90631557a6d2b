"""The ```mermaid fence: a figure, drawn once wide and, where that would be too wide, once tall."""

import html
import re
from functools import lru_cache

from pymdownx.superfences import SuperFencesException

from handoff.diagram import draw
from handoff.diagram.tidy import Picture, tidy

PHONE = 340  # CSS pixels of prose on a phone of 360
SIDEWAYS = re.compile(r"^(\s*(?:flowchart|graph)\s+)(LR|RL)\b", re.MULTILINE)
NEEDED = {
    "accTitle": "a short name, which a screen reader says first",
    "accDescr": "one or two sentences that say what the picture shows",
}


def mermaid_fence(source, language, css_class, options, md, **_) -> str:
    """The figure of one diagram, as inline SVG or as source for the browser."""
    return figure(source)


@lru_cache(maxsize=512)
def figure(source: str) -> str:
    demand_description(source)
    try:
        wide = picture(source)
    except draw.CannotDraw:
        return for_the_browser(source)
    if wide.width <= PHONE or not SIDEWAYS.search(source):
        return f'<figure class="diagram">{wide.svg}</figure>'
    tall = picture(SIDEWAYS.sub(r"\1TB", source))
    return (
        f'<figure class="diagram"><div class="diagram__wide">{wide.svg}</div>'
        f'<div class="diagram__tall">{tall.svg}</div></figure>'
    )


def picture(source: str) -> Picture:
    try:
        return tidy(draw.svg(source))
    except draw.Misspelt as error:
        raise SuperFencesException(
            f"diagram '{first_line(source)}': {error}; mend the ```mermaid fence"
        ) from error


def demand_description(source: str) -> None:
    for word, use in NEEDED.items():
        if not re.search(rf"^\s*{word}\s*[:{{]", source, re.MULTILINE):
            raise SuperFencesException(
                f"diagram '{first_line(source)}': no {word}; add a line '{word}: …' with {use}"
            )


def for_the_browser(source: str) -> str:
    """What mermaid2 looks for; without JavaScript the source itself is readable."""
    code = html.escape(source)
    return (
        '<figure class="diagram" data-search-exclude><client-diagram>'
        f'<pre><code class="language-mermaid">{code}</code></pre></client-diagram></figure>'
    )


def first_line(source: str) -> str:
    return source.strip().partition("\n")[0]
