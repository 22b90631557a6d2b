"""The ```question-editor fence: the form for a question of any kind, and every quiz to mend.

It takes nothing. Questions link to it where it is on the page that handoff/mending.py names.
"""

from typing import NamedTuple

from handoff import root
from handoff.editor.slices import shown_by
from handoff.fences import Reading
from handoff.guides.guide import Guide
from handoff.mending import edit
from handoff.pages.address import address
from handoff.pages.page import Fence, Page
from handoff.quiz.forms import LONGEST_TEXT
from handoff.templates import render

SHEET = "assets/stylesheets/question-editor.css"


class Listed(NamedTuple):
    """A quiz as the form lists it; `edit` is its file's address on the repository's host, or ""."""

    name: str
    title: str
    edit: str


def read(fence: Fence, page: Page) -> Reading:
    if fence.words:
        message = "a question-editor fence takes nothing, it lists all quizzes; take this out"
        return Reading(problems=[page.at(fence.words[0], message)])
    groups: dict[str, list[Listed]] = {}
    for name, shown in sorted(shown_by().items()):
        folder = name.rpartition("/")[0]
        title = shown[0].title if shown[0].name == name else name.rpartition("/")[2]
        path = root() / "quizzes" / f"{name}.json"
        groups.setdefault(folder, []).append(Listed(name, title, edit(path)))
    return Reading({Guide(folder).title: quizzes for folder, quizzes in groups.items()})


def html(groups: dict[str, list[Listed]], page: Page) -> str:
    up = "../" * page.name.count("/")
    return render(
        "editor/editor.html",
        groups=groups,
        sheet=address(page, f"{up}{SHEET}"),
        longest=LONGEST_TEXT,
    )
