"""A simulator as its page has it, without JavaScript."""

import re
from html import unescape

from handoff.simulator.fence import drawn
from tests.quiz.javascript import in_javascript

FIELD = re.compile(r"<(?:input|select)[^>]*>")
ROW = re.compile(r"<tr>(<th scope=\"row\">.*?)</tr>", re.S)


def values(name: str) -> dict:
    """What its form says at first."""
    fields = {attribute(field, "name"): field for field in FIELD.findall(drawn(name))}
    return {key: value(field, drawn(name)) for key, field in fields.items()}


def value(field: str, html: str) -> str | bool:
    if "checkbox" in field:
        return " checked" in field
    if field.startswith("<select"):
        return re.search(re.escape(field) + r'\s*<option value="([^"]*)"', html)[1]
    return attribute(field, "value")


def attribute(tag: str, name: str) -> str:
    return unescape(re.search(rf'\b{name}="([^"]*)"', tag)[1])


def said(name: str) -> str:
    return unescape(re.search(r"<output>(.*?)</output>", drawn(name), re.S)[1])


def rows(name: str) -> list[list[str]]:
    """The cells of its table's body."""
    return [
        [unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in ROW.findall(drawn(name))
    ]


def answers(name: str, *forms: dict) -> list[dict]:
    """What its rules say to each form; a form names what differs from the first values."""
    first = values(name)
    return in_javascript(f"celery/simulators/{name}", [["answer", first | form] for form in forms])
