"""What is wrong between the marks in the chapters and the experiments behind them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from handoff import root
from handoff.claims.experiments import Experiment, UnreadableError, files, read
from handoff.claims.marks import Mark, marks
from handoff.diagnostics.problem import Problem, did_you_mean, shown_path

SLUG = re.compile(r"[a-z0-9_]+")


def problems(paths: Iterable[Path] = ()) -> list[Problem]:
    """Every problem of the claims, or those in these files and folders."""
    chosen = [shown_path(path) for path in paths]
    found = sorted(_problems())
    if not chosen:
        return found
    return [each for each in found if any(each.path.startswith(path) for path in chosen)]


def without_test(mark: Mark, known: Iterable[str]) -> Problem:
    """A mark that no experiment stands behind."""
    if not SLUG.fullmatch(mark.slug):
        return _at(mark, f"'{mark.slug}' is no name of a test; write a_sentence_in_small_letters")
    hint = did_you_mean(mark.slug, known) if known else ""
    hint = hint if hint.startswith("did") else ""
    say = (
        f"no test in tests/claims is named test_{mark.slug}; {hint or 'write it, or drop the mark'}"
    )
    return _at(mark, say)


def _problems() -> Iterator[Problem]:
    proven: list[Experiment] = []
    for path in files():
        try:
            proven += read(path, path.stat().st_mtime_ns)
        except UnreadableError as error:
            where = shown_path(error.path)
            yield Problem(where, error.line, error.column, f"{error}; it is not Python")
    claimed = marks(root() / "docs")
    slugs = {experiment.slug for experiment in proven}
    yield from (without_test(mark, slugs) for mark in claimed if mark.slug not in slugs)
    yield from _in_tests(proven, {mark.slug for mark in claimed})


def _in_tests(proven: list[Experiment], claimed: set[str]) -> Iterator[Problem]:
    times = Counter(experiment.slug for experiment in proven)
    for experiment in proven:
        if experiment.slug not in claimed:
            mark = f"{{claim:{experiment.slug}}}"
            yield _in_test(experiment, f"no chapter has the mark {mark}; put it after its sentence")
        if not experiment.sentence:
            yield _in_test(experiment, "it has no docstring; write the claim there, one sentence")
        if times[experiment.slug] > 1:
            yield _in_test(experiment, f"{times[experiment.slug]} tests have this name; rename one")


def _in_test(experiment: Experiment, message: str) -> Problem:
    return Problem(shown_path(experiment.path), experiment.line, 5, message)


def _at(mark: Mark, message: str) -> Problem:
    return Problem(shown_path(mark.path), mark.line, mark.column, message)
