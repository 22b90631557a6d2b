"""The exam on paper: every question, nothing that tells the answer, and a key that is right."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from handoff.__main__ import main
from handoff.guides.guide import chapters
from handoff.quiz.export import exam
from handoff.quiz.files import quizzes_folder
from handoff.quiz.load import load

REASON = "Because it carries the message."


@pytest.fixture
def printed(project, question) -> tuple[str, str]:
    """The questions and the key of a small exam."""
    steps = ["Boil", {"text": "Pour", "why": "While it is hot."}, "Wait"]
    right = {"text": "The <broker>", "why": REASON}
    project.quiz(
        question(choices=["The client", right, "The worker"], answer=1, explain="All in all."),
        question(id="both", choices=["a", "b", "c"], answer=[0, 2]),
        {"id": "steps", "kind": "order", "q": "Make tea.", "steps": steps},
        {"id": "word", "kind": "text", "q": "Two and two?", "answer": ["four", "`4`"]},
        {"id": "open", "kind": "open", "q": "Why?", "answer": "It *waits*."},
    )
    page = exam.content([project.quiz_path])
    return tuple(page.split('<section class="key">'))


def letters(article: str) -> dict[str, str]:
    """The letter of each choice by its text."""
    found = re.findall(r"</span> (\w)</span><div>(.*?)</div>", article, re.S)
    return {re.sub(r"<.*?>", "", text).strip(): letter for letter, text in found}


def keys(key: str) -> list[str]:
    found = re.findall(r"<li><strong>(.*?)</strong>", key, re.S)
    return [re.sub(r"<.*?>", "", each).strip() for each in found]


def test_the_key_names_the_letters_of_what_is_right(printed):
    questions, key = printed
    first, both, steps, *_ = [letters(each) for each in questions.split("<article")[1:]]

    assert keys(key) == [
        first["The &lt;broker&gt;"],
        ", ".join(sorted([both["a"], both["c"]])),
        " → ".join(steps[each] for each in ("Boil", "Pour", "Wait")),
        "four or 4",
        "It waits.",
    ]


def test_reasons_and_explanations_stand_in_the_key_only(printed):
    questions, key = printed

    for words in (REASON, "All in all.", "While it is hot.", "waits"):
        assert words in key and words not in questions


def test_the_first_letter_is_right_no_more_often_than_chance():
    asked = [
        (question, exam.lettered(question))
        for chapter in chapters()
        for question in load(quizzes_folder() / f"{chapter.name}.json")
        if question.choices and question.shuffle and question.kind != "line"
    ]
    firsts = sum(question.is_right(rows[0][2]) for question, rows in asked)
    chance = sum(len(question.answer) / len(rows) for question, rows in asked)

    assert len(asked) > 60
    assert abs(firsts - chance) < 3 * (len(asked) / 4) ** 0.5


def test_the_command_writes_it(printed, project):
    assert main(["export", "exam", str(project.quiz_path)]) == 0
    assert "<h1>Key</h1>" in (project.root / "build" / exam.NAME).read_text(encoding="utf-8")


def test_axe_finds_nothing(printed, open_page):
    page = open_page()
    page.set_content('<section class="key">'.join(printed))

    assert Axe().run(page).response["violations"] == []
