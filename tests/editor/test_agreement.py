"""The tab says of a question what `check` says here: the same Python, on another machine.

Real questions with a part taken out, doubled, retyped or made hostile, in a real chapter's file.
"""

import json
import os
from random import Random

import pytest
from playwright.sync_api import Page

from handoff.editor import desk, slices
from handoff.quiz.files import path_of
from tests.editor.conftest import PAGE
from tests.fixtures.site import ROOT

QUIZ = "celery/02-the-broker-and-the-worker"
COUNT = int(os.environ.get("HOSTILE_QUESTIONS", 300))
BATCH = 100
HOSTILE = [
    "",
    " ",
    "<b>x</b>",
    "`",
    "```",
    "```python\nx = 1\n```",
    "*",
    "\u202ex",
    "\x00",
    "é" * 99,
]
HOSTILE += [
    "[x](javascript:alert(1))",
    "![](x)",
    "Which is not so?",
    "All of the above",
    "-",
    "ß ſ",
]
HOSTILE += [
    None,
    True,
    0,
    7,
    -1,
    10**20,
    0.5,
    [],
    {},
    ["a", 1],
    ["a", "b"],
    {"text": "a"},
    "x" * 10_001,
]
HOSTILE += [{"text": "a", "why": "b"}, [{"text": "a"}, "b"], [0, 1], [9], [[0]], "text", "order"]
KEYS = ["id", "kind", "q", "choices", "answer", "why", "hint", "explain", "see", "tests", "sample"]
KEYS += ["shuffle", "steps", "wrong", "how_sure", "strange"]
JUDGE = """async ({ files, file, questions }) => {
  const { Checker } = await import("/assets/javascripts/editor/checker.js");
  const checker = (window.checker ??= new Checker({ loading() {}, known() {} }));
  await checker.start();
  window.files ??= files;
  const found = [];
  for (const { index, question } of questions) {
    found.push(await checker.judgeNow({ files: window.files, file, index, question }));
  }
  return found;
}"""


def mutated(question: dict, luck: Random) -> dict:
    """The question with one to three things wrong with it."""
    question = json.loads(json.dumps(question))
    for _ in range(luck.randint(1, 3)):
        match luck.randrange(4):
            case 0:
                question.pop(luck.choice([*question] or ["q"]), None)
            case 1:
                question[luck.choice(KEYS)] = luck.choice(HOSTILE)
            case 2 if isinstance(question.get("choices"), list):
                question["choices"].append(luck.choice([*HOSTILE, *question["choices"]]))
            case _:
                question["q"] = f"{luck.choice(HOSTILE)} {question.get('q')}"
    return question


def asked(count: int) -> list[dict]:
    luck = Random(20)
    known = json.loads(path_of(QUIZ).read_text(encoding="utf-8"))
    places = [luck.randrange(len(known) + 1) for _ in range(count)]
    return [{"index": place, "question": mutated(luck.choice(known), luck)} for place in places]


@pytest.mark.timeout(1200)
def test_the_tab_finds_and_shows_what_the_project_does(
    page: Page, editor_site: str, tmp_path, monkeypatch
):
    files = slices.content(QUIZ, slices.shown_by()[QUIZ])
    questions, file = asked(COUNT), f"quizzes/{QUIZ}.json"
    page.goto(editor_site + f"{PAGE}/")

    in_tab = []
    for start in range(0, COUNT, BATCH):
        some = questions[start : start + BATCH]
        told = {"files": json.loads(files), "file": file, "questions": some}
        in_tab += page.evaluate(JUDGE, told)

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(desk, "PROJECT", tmp_path / "project")
    desk.lay_out(files)
    for each, tabs in zip(questions, in_tab, strict=True):
        here = json.loads(desk.judge(json.dumps({"file": file, **each})))
        assert tabs == here, each
    assert sum(bool(each["findings"]) for each in in_tab) > COUNT / 2  # the premise: most are wrong
    assert sum(bool(each["html"]) for each in in_tab) > COUNT / 10
