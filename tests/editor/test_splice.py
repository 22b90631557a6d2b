"""A question put into its file: everything else of the file stays, letter for letter."""

import json

import pytest

from handoff.editor.splice import spans_of, spliced
from handoff.quiz.files import quiz_files
from tests.fixtures.site import ROOT

FILES = quiz_files([ROOT / "quizzes"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_question_put_back_gives_the_file_again(path):
    text = path.read_text(encoding="utf-8")

    for number, question in enumerate(json.loads(text)):
        assert json.loads(spliced(text, number, question)) == json.loads(text)


def test_nothing_but_the_question_changes():
    text = '[ {"q": 1},\n\n   {"q": [2,\n3]}  , {"q": 3} ]\n\n'

    assert spliced(text, 1, {"q": "…"}) == (
        '[ {"q": 1},\n\n   {\n    "q": "…"\n  }  , {"q": 3} ]\n\n'
    )


def test_a_new_one_stands_after_the_last():
    assert spliced('[\n  {"q": 1}\n]\n', 1, {"q": 2}) == '[\n  {"q": 1},\n  {\n    "q": 2\n  }\n]\n'


@pytest.mark.parametrize("text", ["", "[]", "[{", "{}", "7", "[" * 100_000])
def test_what_is_no_list_of_questions_gives_a_file_of_this_one(text):
    assert spans_of(text) == []
    assert json.loads(spliced(text, 0, {"q": 2})) == [{"q": 2}]
