"""Mistakes where they happened: the page itself says them while its author looks at it."""

from collections.abc import Iterable

from handoff.diagnostics.problem import Problem
from handoff.templates import render


def box(problems: Iterable[Problem]) -> str:
    """What stands in the place of a fence that cannot be drawn, or on top of a page."""
    return render("diagnostics/mistakes.html", problems=list(problems))
