"""The ```progress fence: every guide's objectives and the questions that test them.

The page lists what readers learn to do; objectives.js says beside each how this reader stands.
"""

import json
from typing import NamedTuple

from handoff.fences import Reading
from handoff.guides.guide import Guide, guides
from handoff.pages.address import address
from handoff.pages.page import Fence, Page
from handoff.quiz.files import path_of
from handoff.quiz.lint.fences import quizzes_of
from handoff.quiz.load import read_once
from handoff.quiz.model import Question
from handoff.templates import render

SHEET = "assets/stylesheets/progress.css"


class Objective(NamedTuple):
    """`tested_by` are [quiz#id, revision] of the questions that are marked."""

    promise: str
    tested_by: list[tuple[str, str]]

    @property
    def key(self) -> str:
        return json.dumps(self.tested_by, separators=(",", ":"))


class Chapter(NamedTuple):
    title: str
    name: str
    objectives: list[Objective]
    sections: str


class GuideObjectives(NamedTuple):
    guide: Guide
    chapters: list[Chapter]


def read(fence: Fence, page: Page) -> Reading:
    """The guides with their chapters; chapters whose front matter is wrong are left out."""
    if fence.words:
        message = "a progress fence takes nothing, it shows all guides; take this out"
        return Reading(problems=[page.at(fence.words[0], message)])
    return Reading([GuideObjectives(guide, chapters_of(guide)) for guide in guides()])


def html(guides_shown: list[GuideObjectives], page: Page) -> str:
    up = "../" * page.name.count("/")

    def to(target: str) -> str:
        return address(page, up + target)

    return render("quiz/objectives.html", guides_shown=guides_shown, to=to, sheet=to(SHEET))


def chapters_of(guide: Guide) -> list[Chapter]:
    sound = [page for page in guide.chapters if not page.front.faults]
    return [
        Chapter(page.title, page.name, objectives_of(page), json.dumps(page.anchors))
        for page in sound
    ]


def objectives_of(page: Page) -> list[Objective]:
    """In the order of the front matter."""
    tested: dict[str, list[tuple[str, str]]] = {key: [] for key in page.objectives}
    for name in sorted(quizzes_of(page)):
        for question in questions_of(name):
            if question.kind != "open" and question.tests in tested:
                tested[question.tests].append((f"{name}#{question.id}", question.revision))
    return [Objective(page.objectives[key], questions) for key, questions in tested.items()]


def questions_of(name: str) -> list[Question]:
    path = path_of(name)
    return read_once(path).questions if path else []
