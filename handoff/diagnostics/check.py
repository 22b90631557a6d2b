"""Every mistake of an author, found by the readers that also draw the pages.

pages ─┬─ front matter, guide, fences, callouts, links, quotes, claim marks ─┐
quizzes ─ load, wording, cross references ───────────────────────────────────┼─► sorted, the cause
samples ─ run.toml, replays ─────────────────────────────────────────────────┤   first, once each
tests/claims ─ experiments ──────────────────────────────────────────────────┤
CHANGELOG.md ─ releases ─────────────────────────────────────────────────────┘
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from handoff import reads, root
from handoff.diagnostics.problem import Problem, shown_path
from handoff.files import exists
from handoff.pages.page import Page, pages
from handoff.pages.page import page as read_page
from handoff.progress import at
from handoff.quiz import lint

# Named, not imported: who checks one file has not to wait for what reads the others.
OF_A_PAGE = ("fences", "callouts", "pages.links", "samples.quotes", "claims.marks")
ELSEWHERE = {  # all that these find lies there
    "claims.check": "tests/claims",
    "samples.manifest": "examples",
    "replay.film": "examples",
    "changelog.check": "CHANGELOG.md",
    "subject": "mkdocs.yml",
    "languages.check": "languages",
}


def problems(paths: Iterable[Path] = ()) -> list[Problem]:
    """All of the project's, or those of these files and folders and of what belongs to them."""
    chosen = [path.absolute() for path in paths]
    found = [*_of_missing(chosen), *lint.problems(chosen)]
    for page in pages():
        if not chosen or any(page.path.is_relative_to(path) for path in chosen):
            at(shown_path(page.path))
            found += reads.kept(_of_path, page.path)
    for name, folder in ELSEWHERE.items():
        if not chosen or any(_meet(path, root() / folder) for path in chosen):
            at(folder)
            found += _below(chosen, reads.kept(_elsewhere, name))
    return sorted(set(found))


def reader(name: str) -> ModuleType:
    return import_module(f"handoff.{name}")


def _meet(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) or folder.is_relative_to(path)


def of_page(page: Page) -> list[Problem]:
    """What is wrong with one page, the cause without what follows from it."""
    if page.unreadable:
        return [page.unreadable]
    found = sorted({*_front(page), *_body(page)})
    unclosed = [fence.line for fence in page.fences if not fence.closed]
    return [each for each in found if not unclosed or each.line <= unclosed[0]]


def _of_path(path: Path) -> list[Problem]:
    return of_page(read_page(path))


def _elsewhere(name: str) -> list[Problem]:
    return list(reader(name).problems())


def _front(page: Page) -> Iterator[Problem]:
    for fault in page.front.faults:
        yield page.problem(*fault)
    if not page.front.faults:
        yield from reader("guides.rules").problems(page)


def _body(page: Page) -> Iterator[Problem]:
    for name in OF_A_PAGE:
        yield from reader(name).problems(page)


def _of_missing(chosen: list[Path]) -> Iterator[Problem]:
    for path in chosen:
        if not exists(path):
            message = "there is no such file; name one of docs/, quizzes/ or examples/"
            yield Problem(shown_path(path), 1, 1, message)


def _below(chosen: list[Path], found: Iterable[Problem]) -> Iterator[Problem]:
    for each in found:
        path = Path(each.path).absolute()
        if not chosen or any(path.is_relative_to(folder) for folder in chosen):
            yield each
