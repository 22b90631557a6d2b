"""Our fences: each kind is read by one function, for `check`, `build`, `serve` and the page alike.

```quiz        a module with  read(fence, page) -> Reading   what it read, and the problems
guide/01-…                    html(value, page) -> str       called only where there are none
```
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from types import ModuleType

from pygments.lexers import find_lexer_class_by_name, get_all_lexers
from pygments.util import ClassNotFound

from handoff.diagnostics.page import box
from handoff.diagnostics.problem import Problem, did_you_mean, quoted
from handoff.pages import current
from handoff.pages.page import Page

LOG = logging.getLogger("mkdocs.handoff")  # in strict mode an error stops a build
KINDS = {
    "quiz": "handoff.quiz.fence",
    "mermaid": "handoff.diagram.fence",
    "lab": "handoff.lab.fence",
    "simulator": "handoff.simulator.fence",
    "guides": "handoff.guides.listing",
    "replay": "handoff.replay.fence",
    "phases": "handoff.guides.phases",
    "keep": "handoff.guides.keep",
    "experiments": "handoff.claims.fence",
    "progress": "handoff.quiz.objectives",
    "question-editor": "handoff.editor.fence",
    "changelog": "handoff.changelog.fence",
}
CLASSES = {"mermaid": "diagram"}
# Block level: else Python-Markdown puts them into a <p>.
ELEMENTS = (
    "quiz-check",
    "question-editor",
    "code-lab",
    "page-simulator",
    "client-diagram",
    "film-replay",
    "keep-offline",
)


@dataclass
class Reading:
    """What a fence says, as its kind needs it, and what is wrong with it."""

    value: object = None
    problems: list[Problem] = field(default_factory=list)


def custom_fences() -> list[dict]:
    """The kinds as pymdownx.superfences wants them."""
    return [{"name": name, "class": CLASSES.get(name, name), "format": draw} for name in KINDS]


def draw(source, language, css_class, options, md, **_) -> str:
    """The HTML of a fence, or in its place what is wrong with it."""
    page = current.page_of(md)
    fence = page.fence(language, source)
    try:
        reading = kind(language).read(fence, page)
        if reading.problems:
            return box(reading.problems)
        return kind(language).html(reading.value, page)
    except Exception:  # superfences would make plain code of the fence, and say nothing
        LOG.exception(page.at(fence, f"this {language} fence cannot be drawn, by a fault of ours"))
        raise


def kind(language: str) -> ModuleType:
    return import_module(KINDS[language])


def problems(page: Page) -> Iterator[Problem]:
    """What is wrong with the fences of a page."""
    for fence in page.fences:
        if not fence.closed:
            yield page.at(fence, "this fence is never closed; end it with a line of the same marks")
        elif fence.language in KINDS:
            yield from kind(fence.language).read(fence, page).problems
        elif hint := unknown(fence.language):
            message = f"no fence is called {quoted(fence.language)}"
            yield page.at(fence, f"{message}; {hint}")


@lru_cache(256)
def unknown(language: str) -> str:
    """What would do instead of a language that neither we nor the highlighter know."""
    if not language:
        return ""
    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        known = [*KINDS, *(alias for _, aliases, _, _ in get_all_lexers() for alias in aliases)]
        near = did_you_mean(language, known)
        return near if near.startswith("did") else "write text for what is no program"
    return ""
