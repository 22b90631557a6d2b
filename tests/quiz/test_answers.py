"""One rule for when typed answers are equal, in Python and in the browser, on one table."""

import json
import sys
import unicodedata
from pathlib import Path

import pytest

from handoff.quiz.answers import equal, normalize_answer
from tests.quiz.javascript import in_javascript

pytestmark = pytest.mark.long

HERE = Path(__file__).parent
CASES = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_python_judges_typed_answers_by_the_table(case):
    judged = equal(case["written"], case["typed"], case.get("code", False))

    assert judged is case["equal"]


def test_the_browser_judges_typed_answers_by_the_same_table():
    calls = [["equal", c["written"], c["typed"], c.get("code", False)] for c in CASES]

    judged = dict(
        zip((case["why"] for case in CASES), in_javascript("answers", calls), strict=True)
    )

    assert judged == {case["why"]: case["equal"] for case in CASES}


@pytest.mark.parametrize("code", [True, False], ids=["in code", "in words"])
def test_both_normalize_every_character_alike(code: bool):
    letters = [
        f"a {chr(point)}b"
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) not in ("Cn", "Cs", "Co")
    ]

    theirs = in_javascript("answers", [["normalized", text, code] for text in letters])

    ours = [normalize_answer(text, code) for text in letters]
    different = [text for text, one, two in zip(letters, ours, theirs, strict=True) if one != two]
    assert len(letters) > 130_000
    assert different == []
