"""Python's side of the question editor, in the tab: a small project, and what `check` says of it.

lay_out({"quizzes/knots/01-….json": …, "docs/…": …, "examples/…": …})
    ─► {"samples": […], "sections": […], "objectives": […]}: what a question may name
judge({"file": …, "index": 2, "question": {…}})
    ─► {"text": the file with the question in it, "html": the question as pages show it,
        "findings": [{"pointer", "message", "severity", "line", "column"}, …]}
"""

import json
import os
import shutil
from pathlib import Path

from handoff.diagnostics.problem import Problem
from handoff.editor.splice import spliced
from handoff.pages.page import pages
from handoff.quiz import lint
from handoff.quiz.load import Quiz, read
from handoff.quiz.model import Question
from handoff.quiz.page import html
from handoff.quiz.source import Source
from handoff.samples.sections import SampleError, examples_of

PROJECT = Path("/project")
PREVIEW = "draft"  # the quiz that the shown question says it is of: nobody's answers are to that


def lay_out(files: str) -> str:
    """Write the project anew: {path: text} as JSON; returns what a question in it may name."""
    shutil.rmtree(PROJECT, ignore_errors=True)
    PROJECT.mkdir()
    for name, text in json.loads(files).items():
        path = PROJECT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    PROJECT.mkdir(exist_ok=True)
    os.chdir(PROJECT)
    return json.dumps(offers())


def offers() -> dict[str, list[str]]:
    examples = PROJECT / "examples"
    samples = sorted(path for path in examples.rglob("*") if path.is_file())
    shown = list(pages())
    return {
        "samples": [path.relative_to(examples).as_posix() for path in samples],
        "sections": [anchor for page in shown for anchor in page.anchors],
        "objectives": [each for page in shown for each in page.objectives],
    }


def judge(asked: str) -> str:
    """What is wrong with a question in its file, and how a page shows it."""
    wanted = json.loads(asked)
    path, index = PROJECT / wanted["file"], wanted["index"]
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    text = spliced(before, index, wanted["question"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        quiz = read(path)
        findings = [finding(each, quiz.source) for each in problems(path)]
        told = {"text": text, "html": shown(quiz, index), "findings": findings}
        return json.dumps(told, ensure_ascii=False)
    finally:
        path.write_text(before, encoding="utf-8") if before else path.unlink()


def refusal(text: str) -> str:
    """What keeps a pasted text from being a quiz file; a list of findings."""
    path = PROJECT / "pasted.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.chdir(PROJECT)
    quiz = read(path)
    return json.dumps([finding(each, quiz.source) for each in quiz.problems])


def problems(path: Path) -> list[Problem]:
    """What `check` says of the file and of the page that shows it; the whole set is not here."""
    everything = sorted(set(lint.problems([path])))
    return [problem for problem in everything if problem.path != "quizzes"]


def finding(problem: Problem, source: Source | None) -> dict:
    told = {"message": problem.message, "severity": problem.severity, "pointer": None}
    told |= {"path": problem.path, "line": problem.line, "column": problem.column}
    if source and problem.path == source.path.relative_to(PROJECT).as_posix():
        told["pointer"] = pointer_at(source, problem)
    return told


def pointer_at(source: Source, problem: Problem) -> list:
    """The value, or the key, that stands where the problem is."""
    offset = source.line_starts[problem.line - 1] + problem.column - 1
    known = {}
    for pointer, entry in source.entries.items():
        known[entry.value] = pointer
        if entry.key is not None:
            known[entry.key] = pointer
    return list(known.get(offset, ()))


def shown(quiz: Quiz, index: int) -> str:
    """The question's HTML; "" where it is not whole enough to be shown."""
    here = (question for question in (*quiz.questions, *quiz.unsound) if question.index == index)
    question: Question | None = next(here, None)
    try:
        return html(PREVIEW, [question], examples_of(quiz.path)) if question else ""
    except SampleError:
        return ""
