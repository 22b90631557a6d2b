"""What is wrong with the experiments themselves."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from handoff import reads
from handoff.claims.experiments import (
    Experiment,
    experiments,
    files,
    guide_of,
    page_of,
    slugs,
    unreadable,
)
from handoff.claims.marks import Mark, marks, misspelt
from handoff.diagnostics.problem import Problem, shown_path
from handoff.files import is_file
from handoff.pages.page import Page, page, pages


def problems() -> Iterator[Problem]:
    """Experiments without a mark or a sentence, with another's name, or that are not Python."""
    for error in unreadable("*"):
        yield Problem(shown_path(error.path), error.line, error.column, str(error))
    for path in files():
        if not is_file(page_of(path)):
            message = f"there is no page {shown_path(page_of(path))}; name the file like its page"
            yield Problem(shown_path(path), 1, 1, message)
    proven = [each for each in experiments() if reads.asked(_has_text, page_of(each.path))]
    claimed = reads.asked(_claimed)
    times = Counter((guide_of(each.path), each.slug) for each in proven)
    for each in proven:
        yield from _of_experiment(each, claimed, times)


def _has_text(path: Path) -> bool:
    return bool(page(path).text)


def _claimed() -> set[tuple[str, str]]:
    """(guide, name) of what the pages' marks name, or very likely want to name."""
    known = cache(slugs)
    claimed = {claim for mark in marks() for claim in meant(mark, known(mark.guide))}
    return claimed | {(each.guide, slug) for each in pages() for slug in nearly_named(each)}


def meant(mark: Mark, known: list[str]) -> Iterator[tuple[str, str]]:
    """(guide, name) of the experiment that a mark names, or very likely wants to name."""
    near = [mark.slug] if mark.slug in known else get_close_matches(mark.slug, known, 1)
    return ((mark.guide, name) for name in near)


def nearly_named(of: Page) -> Iterator[str]:
    """The names in what is nearly a mark, which is told where it stands."""
    for _, found in misspelt(of):
        yield from re.findall(r"[a-z0-9_]+", found[0])


def _of_experiment(each: Experiment, claimed: set, times: Counter) -> Iterator[Problem]:
    name = guide_of(each.path), each.slug
    if name not in claimed:
        mark = f"{{claim:{each.slug}}}"
        yield _at(each, f"no page of the guide has the mark {mark}; put it after its sentence")
    if not each.sentence:
        yield _at(each, "it has no docstring; write the claim there, one sentence")
    if times[name] > 1:
        yield _at(each, f"{times[name]} tests have this name; rename one")


def _at(experiment: Experiment, message: str) -> Problem:
    return Problem(shown_path(experiment.path), experiment.line, 5, message)
