"""Every mistake of an author, found by the readers that also draw the pages.

pages ─┬─ front matter, guide, fences, callouts, links, quotes, claim marks ─┐
quizzes ─ load, wording, cross references ───────────────────────────────────┼─► sorted, the cause
samples ─ run.toml, replays ─────────────────────────────────────────────────┤   first, once each
tests/claims ─ experiments ──────────────────────────────────────────────────┘
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from handoff import callouts, claims, fences
from handoff.diagnostics.problem import Problem, shown_path
from handoff.guides import rules
from handoff.pages import links
from handoff.pages.page import Page, pages
from handoff.quiz import lint
from handoff.replay import film
from handoff.samples import manifest, quotes


def problems(paths: Iterable[Path] = ()) -> list[Problem]:
    """All of the project's, or those of these files and folders and of what belongs to them."""
    chosen = [path.absolute() for path in paths]
    found = [*_of_missing(chosen), *lint.problems(chosen)]
    for page in pages():
        if not chosen or any(page.path.is_relative_to(path) for path in chosen):
            found += of_page(page)
    found += _below(chosen, claims.problems())
    found += _below(chosen, manifest.problems())
    found += _below(chosen, film.problems())
    return sorted(set(found))


def of_page(page: Page) -> list[Problem]:
    """What is wrong with one page, the cause without what follows from it."""
    if page.unreadable:
        return [page.unreadable]
    found = sorted({*_front(page), *_body(page)})
    unclosed = [fence.line for fence in page.fences if not fence.closed]
    return [each for each in found if not unclosed or each.line <= unclosed[0]]


def _front(page: Page) -> Iterator[Problem]:
    for fault in page.front.faults:
        yield page.problem(*fault)
    if not page.front.faults:
        yield from rules.problems(page)


def _body(page: Page) -> Iterator[Problem]:
    for reader in (fences, callouts, links, quotes, claims.marks):
        yield from reader.problems(page)


def _of_missing(chosen: list[Path]) -> Iterator[Problem]:
    for path in chosen:
        if not path.exists():
            message = "there is no such file; name one of docs/, quizzes/ or examples/"
            yield Problem(shown_path(path), 1, 1, message)


def _below(chosen: list[Path], found: Iterable[Problem]) -> Iterator[Problem]:
    for each in found:
        path = Path(each.path).absolute()
        if not chosen or any(path.is_relative_to(folder) for folder in chosen):
            yield each
