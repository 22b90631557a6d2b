"""What `check` says, said by a build too: all of it at its first page, in the same words.

A builder tells an extension neither that a build begins nor whose text it hands over. That a page
is converted a second time is how a new build is known.
"""

import logging
import sys
from pathlib import Path

from handoff import reads
from handoff.diagnostics import check, report
from handoff.diagnostics.problem import Problem, shown_path
from handoff.pages.page import Page, pages
from handoff.quiz.lint.fences import quizzes_of
from handoff.replay import offers

LOG = logging.getLogger("mkdocs.handoff")  # MkDocs counts it: in strict mode an error stops a build
LEVELS = {"error": logging.ERROR, "warning": logging.INFO}
_converted: set[str] = set()
_found: dict[str, list[Problem]] = {}


def forget() -> None:
    """The next page begins a new build."""
    _converted.clear()


def tell(page: Page) -> None:
    """Check everything when a build begins, and log what is wrong."""
    name = shown_path(page.path)
    if not _converted or name in _converted:
        begin()
    _converted.add(name)


def begin() -> None:
    """A new build, of which somebody knows before it converts a page."""
    _converted.clear()
    _converted.add("")
    _found.clear()
    offers.forget()
    for problem in check.problems():
        _found.setdefault(problem.path, []).append(problem)
        LOG.log(LEVELS[problem.severity], report.as_text(problem))
    _stop_where_a_page_cannot_be_read()


def _stop_where_a_page_cannot_be_read() -> None:
    """MkDocs would end with a traceback that names neither line nor column."""
    unreadable = next((each.unreadable for each in pages() if each.unreadable), None)
    if unreadable and "mkdocs" in sys.modules:
        from mkdocs.exceptions import BuildError

        raise BuildError(f"{unreadable.path} cannot be read")


def problems_of(page: Page) -> list[Problem]:
    """The errors of a page, and of the quizzes that it shows, as the last check found them."""
    return reads.asked(_problems_of, page.path, tuple(sorted(quizzes_of(page))))


def _problems_of(path: Path, quizzes: tuple[str, ...]) -> list[Problem]:
    files = [shown_path(path), *(f"quizzes/{name}.json" for name in quizzes)]
    found = [problem for file in files for problem in _found.get(file, [])]
    return [each for each in found if each.severity == "error"]
