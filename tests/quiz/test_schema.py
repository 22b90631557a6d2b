"""The schema file says what the checker says, as far as a schema can."""

import json

import pytest
from jsonschema import Draft202012Validator

from handoff import root
from handoff.__main__ import main
from handoff.quiz.files import quiz_files
from handoff.quiz.schema import schema

VALIDATOR = Draft202012Validator(json.loads(schema()))


def test_the_file_is_current():
    """Where not: `python -m handoff schema`."""
    assert (root() / "quizzes/quiz.schema.json").read_text() == schema()


def test_every_quiz_of_ours_keeps_to_it():
    files = quiz_files()

    assert files
    for file in files:
        VALIDATOR.validate(json.loads(file.read_text()))


@pytest.mark.parametrize(
    "question",
    [
        {"q": "x", "choices": ["a", "b"], "answer": 1, "explain": "y"},
        {"q": ["x", "y"], "choices": ["a", {"text": ["b"], "why": "c"}], "answer": [1]},
        {"q": "x", "choices": ["a", "b"], "answer": 1, "explain": "y", "why": [None, "z"]},
        {"kind": "text", "q": "x", "answer": "a", "hint": ["b", "c"]},
        {"kind": "output", "q": "x", "sample": "a/b.py"},
    ],
)
def test_it_takes_what_the_checker_takes(question):
    assert VALIDATOR.is_valid([question])


@pytest.mark.parametrize(
    "question",
    [
        {"q": "x", "choices": ["a"], "answer": 1},
        {"q": "x", "choices": ["a", "b"]},
        {"q": "x", "choices": ["a", "b"], "answer": "b"},
        {"q": "x", "choices": ["a", "b"], "answer": 0, "hnt": "c"},
        {"q": "x", "choices": ["a", "b"], "answer": 0, "id": "Two Words"},
        {"kind": "outptu", "q": "x", "sample": "a/b.py"},
        {"kind": "text", "q": "x"},
        7,
    ],
)
def test_it_refuses_what_the_checker_refuses(question):
    assert not VALIDATOR.is_valid([question])


def test_the_command_writes_it(project, capsys):
    (project.root / "quizzes").mkdir()

    assert main(["schema"]) == 0
    assert (project.root / "quizzes/quiz.schema.json").read_text() == schema()
