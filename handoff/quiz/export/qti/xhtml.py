"""Our HTML as the XHTML that QTI takes: few tags, and hardly any attributes."""

import lxml.html

from handoff.quiz.export.qti.elements import Element, add

INLINE = frozenset(["a", "code", "em", "strong", "span", "br"])
BLOCKS = frozenset(("p", "pre", "ul", "ol", "li", "blockquote", "hr"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
KEPT = ("href",)


def blocks(parent: Element, html: str) -> Element:
    """Put it into an element that takes blocks."""
    for part in parsed(html):
        copy(part, parent, INLINE | BLOCKS | HEADINGS)
    return parent


def phrases(parent: Element, html: str) -> Element:
    """Put it into an element that takes words only: its blocks are lines there."""
    for number, part in enumerate(parsed(html)):
        if number and not isinstance(part, str):
            add(parent, "br")
        copy(part, parent, INLINE)
    return parent


def parsed(html: str) -> list:
    """Its top elements and the words between them."""
    parts = lxml.html.fragments_fromstring(html) if html.strip() else []
    return [part for part in parts if not isinstance(part, str) or part.strip()]


def copy(part, parent: Element, taken: frozenset[str]) -> None:
    """A copy with the tags that are taken; of others, what is in them."""
    if isinstance(part, str):
        return put(parent, part)
    tag = "code" if part.tag == "pre" and "pre" not in taken else part.tag
    known = {key: value for key, value in part.attrib.items() if key in KEPT}
    inside = add(parent, tag, **known) if tag in taken else parent
    put(inside, part.text)
    for child in part:
        copy(child, inside, taken)
        put(inside, child.tail)
    return None


def put(parent: Element, words: str | None) -> None:
    """Words after all that stands in it already."""
    if not words:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
