"""The progress fence: each objective with the questions that test it, whole without JavaScript."""

import html
import json
import re
from pathlib import Path

from handoff.pages.page import Page
from handoff.quiz import objectives
from tests.quiz.javascript import in_javascript


def page_of(text: str) -> Page:
    return Page(Path.cwd() / "docs" / "progress.md", text)


def drawn(text: str = "```progress\n```\n") -> str:
    page = page_of(text)
    return objectives.html(objectives.read(page.fences[0], page).value, page)


def test_each_objective_is_listed_with_the_questions_that_test_it(project, question):
    project.chapter("keep", "send")
    own_words = {"id": "why", "kind": "open", "q": "Why?", "answer": "So.", "tests": "send"}
    project.quiz(
        question(tests="keep"), question(id="two", q="And who else?", tests="keep"), own_words
    )

    drawing = drawn()

    tests = re.findall(r"data-tests='([^']*)'>([^<]*) <", drawing)
    kept, sent = (json.loads(html.unescape(each)) for each, _ in tests)
    revisions = [each.revision for each in project.load()[:2]]
    assert kept == [
        ["guide/01-broker#who-keeps-it", revisions[0]],
        ["guide/01-broker#two", revisions[1]],
    ]
    assert sent == []  # an answer in one's own words is never marked
    assert [promise for _, promise in tests] == ["do it", "do it"]


def test_links_lead_to_the_chapter_and_to_its_questions_alone(project, question):
    project.chapter("keep")
    project.quiz(question(tests="keep"))

    drawing = drawn()

    assert 'href="../guide/01-broker/"' in drawing
    assert 'href="../review/?quiz=guide/01-broker"' in drawing


def test_words_in_the_fence_are_a_mistake(project):
    page = page_of("```progress\ncelery\n```\n")

    (problem,) = objectives.read(page.fences[0], page).problems

    assert "takes nothing" in problem.message


def state(*tries: tuple[list[dict], bool], asked: int = 1) -> str:
    """Of an objective with `asked` questions q0, q1 …, of which the first ones were tried."""
    known = {"map": [[f"q{n}", stands] for n, stands in enumerate(tries)]}
    call = ["stateOf", [[f"q{n}", "r"] for n in range(asked)], known]
    return in_javascript("objectives", [call])[0]


def stands(*rights: bool, step: int = 0, revision: str = "r", on: str | None = None) -> dict:
    tries = [
        {"revision": revision, "right": right, **({"on": on} if on else {})} for right in rights
    ]
    return {"tries": tries, "step": step, "missed": not rights[-1]}


def test_an_objective_is_shown_shaky_or_not_yet():
    assert state() == "none"
    assert state(stands(True)) == "shown"
    assert state(stands(False)) == "shaky"
    assert state(stands(False, True)) == "shaky"
    assert state(stands(False, True, True, step=1)) == "shown"
    assert state(stands(True), stands(False), asked=2) == "shaky"
    assert state(stands(True), stands(False, True), asked=2) == "shown"
    assert state(stands(True), asked=2) == "shown"
    assert state(stands(True, revision="before the edit")) == "none"
    assert state(stands(True, on="sibling")) == "none"
