"""The marks `{claim:slug}` and `{claim:another_guide/slug}` in Markdown, with their places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handoff import reads
from handoff.claims.experiments import slugs, unreadable
from handoff.diagnostics.problem import Problem, did_you_mean, quoted
from handoff.pages.page import Page, page, pages

MARK = re.compile(r"\{claim:([^{}\n]*)\}")
NEARLY = re.compile(r"\{(\s*claims?\s*[:=]\s*|\s+claim:)[^{}\n]*\}")
SLUG = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True)
class Mark:
    """`guide` is whose experiment it names; `line` and `column` count from 1."""

    guide: str
    slug: str
    page: Page
    line: int
    column: int


def marks(guide: str = "") -> list[Mark]:
    """Every mark of a guide, or of the site, in reading order."""
    return [mark for each in pages(guide) for mark in reads.kept(_marks_at, each.path)]


def _marks_at(path: Path) -> list[Mark]:
    return list(marks_of(page(path)))


def marks_of(page: Page) -> Iterator[Mark]:
    """The marks of one page; those in code are only shown, not meant."""
    if "{claim:" not in page.text:
        return
    for number, line in page.prose:
        for found in MARK.finditer(line):
            yield Mark(*named(found[1], page.guide), page, number, found.start() + 1)


def named(text: str, guide: str) -> tuple[str, str]:
    """(guide, slug) of a mark on a page of `guide`: of its own, or of `another_guide/slug`."""
    other, _, slug = text.rpartition("/")
    return other or guide, slug


def problems(page: Page) -> Iterator[Problem]:
    """Marks that no experiment stands behind, and misspelt ones."""
    here = list(marks_of(page))
    known = {guide: slugs(guide or "*") for guide in {mark.guide for mark in here}}
    for mark in here:
        if message := _mistake(mark, known[mark.guide]):
            yield page.problem(mark.line, mark.column, message)
    for number, found in misspelt(page):
        message = f"{quoted(found[0])} is no mark; write it as {{claim:what_happens}}"
        yield page.problem(number, found.start() + 1, message)


def misspelt(page: Page) -> Iterator[tuple[int, re.Match]]:
    """What is nearly a mark, with its line."""
    for number, line in page.prose:
        if "{" in line:
            found = (each for each in NEARLY.finditer(line) if not MARK.fullmatch(each[0]))
            yield from ((number, each) for each in found)


def _mistake(mark: Mark, known: Iterable[str]) -> str:
    slug, guide = mark.slug, mark.guide
    if slug in known:
        return ""
    if not SLUG.fullmatch(slug):
        return f"'{slug}' is no name of a test; write a_sentence_in_small_letters"
    hint = did_you_mean(slug, known) if known else ""
    if not hint.startswith("did") and unreadable(guide):
        return ""  # it may be in the file that is no Python, which is told
    advice = f"{hint} Or write it" if hint.startswith("did") else "write it"
    where = f" in tests/claims/{mark.page.name}.py" if guide == mark.page.guide else ""
    return (
        f"no test in tests/claims/{guide} is named test_{slug}; {advice}{where}, or drop the mark"
    )
