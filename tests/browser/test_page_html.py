"""Questions as HTML: nothing of a quiz file is markup, and a fence says what is wrong with it."""

from html.parser import HTMLParser

import pytest

from handoff.fences import FenceError
from handoff.quiz.fence import taken
from handoff.quiz.load import load
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
    *("p", "ul", "ol", "li", "code", "pre", "em", "blockquote", "a"),
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


def test_a_fence_takes_the_questions_it_names_and_the_next_one_the_rest():
    to_come: dict = {}
    first, second = load(ROOT / "quizzes" / "authors" / "plain.json")

    named = taken("authors/plain", [second.id], to_come)
    rest = taken("authors/plain", [], to_come)

    assert [question.id for question in (*named, *rest)] == [second.id, first.id]


@pytest.mark.parametrize(
    ("name", "ids", "words"),
    [
        ("authors/chioce", [], 'did you mean "authors/choice"'),
        ("../quizzes/authors/choice", [], "no such file"),
        ("authors/choice", ["delay-in-view"], 'did you mean "delay-in-a-view"'),
    ],
)
def test_a_fence_that_names_nothing_says_what_would_do(name: str, ids: list[str], words: str):
    with pytest.raises(FenceError, match=words):
        taken(name, ids, {})


def test_a_question_stands_once_on_a_page():
    to_come: dict = {}
    taken("authors/choice", ["delay-in-a-view"], to_come)

    with pytest.raises(FenceError, match="stands on this page already"):
        taken("authors/choice", ["delay-in-a-view"], to_come)
