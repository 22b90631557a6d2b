"""Puts the style sheets of a page together."""

from pathlib import Path

import rcssmin

from handoff.theme.names import VARIABLE, Names
from handoff.theme.trim import trim

# As partials/styles.html links them.
OURS = ("handoff.css", "quiz.css", "lab.css", "replay.css", "terms.css")


def sheet(site: Path) -> str:
    """All rules that every page of a built site loads, the theme's and ours."""
    folder = site / "assets" / "stylesheets"
    ours = (rcssmin.cssmin((folder / name).read_text(encoding="utf-8")) for name in OURS)
    return "".join([trimmed_theme(site), *ours])


def trimmed_theme(site: Path) -> str:
    folder = site / "assets" / "stylesheets"
    whole = next(folder.rglob("main.*.min.css"))  # Zensical has it in a folder of its own
    names = Names(site)
    for own in set(site.rglob("*.css")) - set(folder.rglob("*.min.css")):
        names.variables |= set(VARIABLE.findall(own.read_text(encoding="utf-8")))
    return trim(whole.read_text(encoding="utf-8"), names, names.variables)
