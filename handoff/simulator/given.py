"""What a simulator's form says at first, in words: without the question, the answer is none."""

from html import escape

from lxml import html
from lxml.html import HtmlElement

from handoff.languages.words import _
from handoff.paper import PAPER

ANSWER = "<output>"


def with_given(drawn: str) -> str:
    """The simulator with a line above its answer that paper shows in the form's place."""
    [form] = html.fragment_fromstring(drawn, create_parent="div").iter("form")
    told = [f"{label(field)}: {value(field)}{unit(field)}" for field in fields(form)]
    title = f"<b>{escape(form.get('aria-label', ''))}.</b>"
    line = f'<p class="{PAPER} simulator__given" hidden>{title} {" · ".join(told)}</p>\n'
    return drawn.replace(ANSWER, line + ANSWER, 1)


def fields(form: HtmlElement) -> list[HtmlElement]:
    return [each for each in form.iter("input", "select") if each.get("name")]


def label(field: HtmlElement) -> str:
    """The HTML of its label, without the field that may stand in it."""
    around = field.getparent()
    found = around if around.tag == "label" else around.find("label")
    inner = escape(found.text or "")
    for child in found:
        shown = html.tostring(child, encoding="unicode")
        inner += escape(child.tail or "") if child is field else shown
    return inner.strip()


def value(field: HtmlElement) -> str:
    """What it says, in an element that follows the reader's own values."""
    said = field.get("value", "")
    if field.get("type") == "checkbox":
        said = _("yes") if "checked" in field.attrib else _("no")
    elif field.tag == "select":
        said = field.find("option").text_content()
    return f'<span data-of="{field.get("name")}">{escape(said)}</span>'


def unit(field: HtmlElement) -> str:
    """The note of a number says of what it is one."""
    note = field.getnext()
    if field.get("type") != "number" or note is None:
        return ""
    inner = "".join(html.tostring(child, encoding="unicode") for child in note)
    return f" ({escape(note.text or '')}{inner})"
