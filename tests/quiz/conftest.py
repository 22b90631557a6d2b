"""A project of its own for each test: a chapter, its quiz, a sample with recorded output."""

import json
from pathlib import Path

import pytest

from handoff.diagnostics import check
from handoff.quiz.load import QuizError, load
from handoff.quiz.model import Question

CHAPTER = """---
title: The broker
description: What the broker keeps, and for how long it keeps what.
difficulty: beginner
minutes: 5
objectives:
{objectives}
---
The start.

## The `broker` keeps the message

Words.

```quiz
guide/01-broker
```
"""


class Project:
    """Files as an author would write them; `root` is the current folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.quiz_path = root / "quizzes/guide/01-broker.json"
        self.write("mkdocs.yml", "site_name: test\n")
        self.write("docs/guide/index.md", "# The guide\n")
        self.write("examples/guide/peek.py", 'print("PENDING")\nprint("x")\n')
        self.write("examples/guide/peek.txt", "PENDING\nx\n")
        self.chapter()

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def chapter(self, *objectives: str, fence: str = "guide/01-broker") -> None:
        lines = "\n".join(f'  {each}: "do it"' for each in objectives) or "  {}"
        text = CHAPTER.format(objectives=lines).replace("guide/01-broker", fence)
        self.write("docs/guide/01-broker.md", text)

    def quiz(self, *questions: object) -> None:
        """The quiz, a key a line as STYLE asks."""
        self.raw(json.dumps(questions, indent=2, ensure_ascii=False))

    def raw(self, content: str | bytes) -> None:
        self.write("quizzes/guide/01-broker.json", content)

    def load(self) -> list[Question]:
        return load(self.quiz_path)

    def refusal(self) -> str:
        """What `load` says against the quiz, without the file's name."""
        with pytest.raises(QuizError) as refused:
            self.load()
        return str(refused.value).replace("quizzes/guide/01-broker.json:", "")

    def problems(self, *paths: str) -> list[str]:
        """What the checker says, without the file's name where it is the quiz."""
        found = check.problems(map(Path, paths))
        lines = (f"{problem.severity} {problem}" for problem in found)
        return [line.replace(" quizzes/guide/01-broker.json:", " ") for line in lines]


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)


@pytest.fixture
def question():
    """A question without a fault, but for the keys that a test gives it."""

    def build(**keys: object) -> dict:
        whole = {
            "id": "who-keeps-it",
            "q": "Who keeps the message until then?",
            "choices": [
                {"text": "The broker", "why": "It is the store."},
                {"text": "The worker", "why": "It takes one when it is ready."},
            ],
            "answer": 0,
            "explain": "Messages wait in a queue of the store in between.",
        }
        return {key: value for key, value in (whole | keys).items() if value is not ...}

    return build
