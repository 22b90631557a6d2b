"""Notes for Anki: tab-separated text with a header, by https://docs.ankiweb.net/importing/text-files.html.

The first column is the note's GUID, made of quiz and question id: importing again updates the
notes and keeps their history. Fields hold HTML; the tags are the guide and the kind.
"""

import csv
import io
from pathlib import Path

from handoff.quiz.export import parts
from handoff.quiz.files import name_of
from handoff.quiz.load import load
from handoff.quiz.model import Choice, Question

HEADER = (
    "#separator:tab",
    "#html:true",
    "#notetype:Basic",
    "#deck:Handoff",
    "#columns:GUID\tFront\tBack\tTags",
    "#guid column:1",
    "#tags column:4",
)
NAME = "handoff-anki.txt"


def content(quizzes: list[Path]) -> str:
    """The whole import file."""
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows(row(question, quiz) for quiz in quizzes for question in load(quiz))
    return "\n".join([*HEADER, rows.getvalue()])


def row(question: Question, quiz: Path) -> tuple[str, str, str, str]:
    name = name_of(quiz)
    tags = f"handoff::{name.replace('/', '::')} handoff::kind::{question.kind}"
    return f"handoff:{name}:{question.id}", front(question, quiz), back(question), tags


def front(question: Question, quiz: Path) -> str:
    return parts.prompt(question, quiz) + listed(
        question, question.choices or mixed(question.steps)
    )


def mixed(steps: list[Choice]) -> list[Choice]:
    """The steps by their letters, so that the front does not tell the order."""
    return sorted(steps, key=lambda step: step.text.casefold())


def listed(question: Question, choices: list[Choice]) -> str:
    items = "".join(f"<li>{parts.answer(question, choice.text)}</li>" for choice in choices)
    return f"<ul>{items}</ul>" if items else ""


def back(question: Question) -> str:
    """The answer, then why every choice is right or wrong, then the explanation."""
    body = {"order": steps, "open": model_answer}.get(question.kind, choices)(question)
    return body + parts.explained(question)


def choices(question: Question) -> str:
    right = [verdict(question, "Right", Choice(accepted)) for accepted in question.accept]
    picked = [
        verdict(question, "Right" if question.is_right(number) else "Wrong", choice)
        for number, choice in enumerate(question.choices)
    ]
    wrong = [verdict(question, "Wrong", choice) for choice in question.wrong]
    return f"<ul>{''.join([*right, *picked, *wrong])}</ul>"


def verdict(question: Question, word: str, choice: Choice) -> str:
    return f"<li><b>{word}:</b> {parts.answer(question, choice.text)}{parts.reason(choice)}</li>"


def steps(question: Question) -> str:
    items = (parts.answer(question, step.text) + parts.reason(step) for step in question.steps)
    return "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>"


def model_answer(question: Question) -> str:
    return parts.text.html(question.model_answer)
