"""The source of each experiment as a file of its own, which a reader fetches by opening it.

tests/claims/guide/02-….py ──► docs/assets/experiments/guide/what_happens.html
                               (made before the pages are built, and not in git)
"""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from handoff import root, subject
from handoff.claims import shown
from handoff.claims.experiments import Experiment, experiments, project_files
from handoff.diagnostics.problem import shown_path
from handoff.files import hold
from handoff.guides.guide import guides
from handoff.languages.words import _
from handoff.progress import at
from handoff.templates import render
from handoff.text import code

FOLDER = Path("assets") / "experiments"


def address(slug: str) -> str:
    """The name of its file."""
    return f"{slug}.html"


def write() -> int:
    """Write those of all experiments, remove what nothing names; how many there are."""
    folder = root() / "docs" / FOLDER
    return hold(folder, {folder / path: text.encode() for path, text in files()})


def files() -> Iterator[tuple[Path, str]]:
    """(guide/name.html, content) for every experiment, and for what all of a guide start with."""
    for guide in guides():
        proven = experiments(guide.name)
        for number, experiment in enumerate(proven, 1):
            at(guide.name, number, len(proven))
            yield Path(guide.name) / address(experiment.slug), document(experiment)
        for path in project_files(guide.name):
            text = code(path.read_text(encoding="utf-8"), "python")
            words = {"title": path.name, "parts": [("", text)], "command": "", "ran": None}
            yield Path(guide.name) / address(path.name), render("claims/source.html", **words)


def document(experiment: Experiment) -> str:
    """A small page: the command, where it ran, the experiment, its control."""
    parts = [("", code(experiment.source, "python"))]
    if experiment.control and experiment.control.source:
        parts.append((_("Control"), code(experiment.control.source, "python")))
    command = f"pytest {shown_path(experiment.path)}::test_{experiment.slug}"
    words = {"title": experiment.sentence, "parts": parts, "command": command}
    return render("claims/source.html", **words, ran=ran(experiment))


def ran(experiment: Experiment) -> dict | None:
    """The table: a row for each place, a column for each version; None where it was never run."""
    versions, where = shown.of(experiment), subject.part("claims")
    if not versions or where is None:
        return None
    places = sorted({place for each in versions.values() for place in (*each.held, *each.failed)})
    rows = [
        (_name(place, where), [_cell(place, versions[each]) for each in versions])
        for place in places
    ]
    now = shown.digest(experiment)
    return {
        "versions": [f"{where.TITLE} {version}" for version in versions],
        "rows": rows,
        "days": sorted({each.on for each in versions.values()}),
        "ways": sorted({way for each in versions.values() for way in each.ways}),
        "edited": any(each.source != now for each in versions.values()),
    }


def _name(place: str, where: ModuleType) -> str:
    """`redis 8.0.2` in the subject's words, with the version."""
    if not place:
        return where.NOWHERE
    name, _, version = place.partition(" ")
    known = {**where.NAMES, **where.BESIDE}.get(name, name)
    return f"{known} ({version})" if version else known


def _cell(place: str, on: shown.Shown) -> str:
    if place in on.failed:
        return "does not hold"
    return "holds" if place in on.held else "not run"
