"""An item's XML as we look at it: names without namespaces, words as Markdown."""

import re
from copy import deepcopy

from lxml import etree

from handoff.quiz.bring.brought import Brought
from handoff.quiz.bring.markup import markdown

Element = etree._Element
FEEDBACK = ("feedbackInline", "feedbackBlock")
APART = (*FEEDBACK, "rubricBlock", "prompt")
GAP = "handoff-gap"  # stands for an interaction in the midst of words


def local(root: Element) -> Element:
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    return root


def is_interaction(element: Element) -> bool:
    return element.tag.endswith("Interaction")


def words_of(brought: Brought, element: Element | None) -> str:
    """What stands in it, without feedback, notes and interactions, as Markdown."""
    if element is None:
        return ""
    copy = deepcopy(element)
    for inner in [each for each in copy.iter("*") if each is not copy]:
        if inner.tag in APART or is_interaction(inner):
            cut(inner, " ___ " if is_interaction(inner) and among_words(inner) else "")
    html = (copy.text or "") + "".join(
        etree.tostring(each, encoding="unicode", method="html") for each in copy
    )
    written, lost = markdown(html)
    for tag in lost:
        brought.lose(line_of(element, tag), f"a tag <{tag}>")
    return re.sub(r"\n[ \t]*(?=\n\n)", "", re.sub(r"\n[ \t]+(?=\n)", "\n", written))


def line_of(element: Element, tag: str) -> int:
    named = (each.sourceline for each in element.iter() if str(each.tag).lower() == tag)
    return next(named, element.sourceline)


def among_words(interaction: Element) -> bool:
    """It is a gap in a sentence, and not by itself."""
    around = interaction.getparent()
    return around is not None and bool("".join(around.xpath("./text()")).strip())


def cut(element: Element, instead: str) -> None:
    """Take it out; the words after it stay."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    words = instead + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    element.tail = None
    parent.remove(element)


def shown_to(element: Element, view: str) -> list[Element]:
    return [
        each for each in element.iter("rubricBlock") if view in (each.get("view") or "").split()
    ]
