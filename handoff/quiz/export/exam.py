"""An exam on paper, as one HTML file: the questions, and on a page of its own the key with reasons.

Choices stand in an order of their own, the same in each print, so that the place tells nothing.
"""

from pathlib import Path
from string import ascii_uppercase

from markupsafe import Markup

from handoff.quiz.answers import bare
from handoff.quiz.export import parts
from handoff.quiz.files import name_of
from handoff.quiz.load import load
from handoff.quiz.model import Choice, Question, short_hash
from handoff.templates import render
from handoff.text import html

NAME = "handoff-exam.html"


def content(quizzes: list[Path]) -> str:
    """The whole page."""
    return render("quiz/export/exam.html", quizzes=[(name_of(one), asked(one)) for one in quizzes])


def asked(quiz: Path) -> list[dict]:
    return [words(question, quiz) for question in load(quiz)]


def words(question: Question, quiz: Path) -> dict:
    """What the template says of a question: its rows by letter, and the key."""
    rows = lettered(question)
    return {
        "prompt": Markup(parts.prompt(question, quiz)),
        "task": task(question),
        "rows": [(letter, Markup(parts.answer(question, each.text))) for letter, each, _ in rows],
        "lines": 0 if rows else 1 if question.typed else 5,
        "key": key(question, rows),
        "reasons": [(letter, Markup(parts.reason(each))) for letter, each, _ in rows if each.why],
        "explain": Markup(parts.explained(question)),
    }


def task(question: Question) -> str:
    if question.kind == "order":
        return "Number these in order."
    if question.choices:
        return "Mark all that are right." if question.multiple else "Mark one."
    return "Write the answer." if question.typed else "Answer in your own words."


def lettered(question: Question) -> list[tuple[str, Choice, int]]:
    """(letter, choice or step, its number in the quiz) as they are printed."""
    listed = list(enumerate(question.choices or question.steps))
    if question.shuffle and question.kind != "line":
        listed.sort(key=lambda each: short_hash(question.id, each[1].text))
    return [
        (letter, each, number)
        for letter, (number, each) in zip(ascii_uppercase, listed, strict=False)
    ]


def key(question: Question, rows: list[tuple[str, Choice, int]]) -> Markup:
    if question.kind == "order":
        return Markup(" → ").join(letter for letter, _, _ in sorted(rows, key=lambda row: row[2]))
    if rows:
        right = (letter for letter, _, number in rows if question.is_right(number))
        return Markup(", ").join(right)
    if question.typed:
        accepted = (parts.answer(question, bare(each)) for each in question.accept)
        return Markup(" or ").join(map(Markup, accepted))
    return Markup(html(question.model_answer))
