"""Questions as HTML: nothing of a quiz file is markup, and a fence says what is wrong with it."""

from html.parser import HTMLParser

import pytest

from handoff.quiz.model import Choice, Question
from handoff.quiz.page import html
from tests.fixtures.site import ROOT

HOSTILE = [
    "</form></quiz-check><script>alert(1)</script>",
    "<img src=x onerror=alert(1)> [x](javascript:alert(1))",
    "' onclick='alert(1)' x=\" \" onload=alert(1)",
    "&lt;script&gt; &#60;script&#62; {{ 7 * 7 }} {% raw %}",
    "]]>--><!-- \x00 \u202e gnirts \ud800",
    "> " * 200 + "deep",
    "x" * 100_000,
]
OURS = {
    *("quiz-check", "form", "fieldset", "legend", "details", "summary", "section", "h2", "h3"),
    *("input", "label", "textarea", "button", "output", "div", "span", "small", "strong", "b"),
    *("template", "p", "ul", "ol", "li", "code", "pre", "em", "blockquote", "a"),
}
ACTIVE = ("src", "action", "formaction", "style", "srcdoc")


class Tags(HTMLParser):
    def __init__(self, page: str):
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def question(kind: str, text: str) -> Question:
    choices = [Choice(text, text), Choice("other", "why")]
    return Question(
        id="a",
        kind=kind,
        q=text,
        explain=text,
        hints=[text],
        see=text,
        choices=choices if kind == "choice" else [],
        answer=[0],
        accept=[text] if kind == "text" else [],
        wrong=[Choice(text, text)] if kind == "text" else [],
        steps=choices if kind == "order" else [],
        model_answer=text,
    )


@pytest.mark.parametrize("kind", ["choice", "order", "text", "open"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text(kind: str, text: str):
    page = html("celery/01", [question(kind, text)], ROOT / "examples")

    tags = Tags(page).found
    assert {tag for tag, _ in tags} <= OURS
    for _, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name in ACTIVE]
        assert not attributes.get("href", "#").startswith("javascript")
    assert not any(mark in page for mark in ("\x00", "\u202e", "\ud800"))
