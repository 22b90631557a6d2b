"""The results as a page of the site, docs/authors/speed.md."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.results import Row

PAGE = Path(__file__).parents[2] / "docs" / "authors" / "speed.md"
BASE = "plain Material"
HEAD = Path(__file__).with_name("page.md")


@dataclass(frozen=True)
class Section:
    """`against` names the row that the others are divided by, run by run."""

    title: str
    text: str
    against: str = ""


SECTIONS = {
    "build-10": Section(
        "Building 10 chapters",
        "A clean build, then another after one chapter got a new line: MkDocs with `--dirty`, "
        "Zensical with its cache. What makes ours ready for a host (search, style sheet, policy) "
        "comes on top, once before a release.",
        BASE,
    ),
    "build-100": Section("Building 100 chapters", "The same, with five guides of twenty.", BASE),
    "build-1000": Section("Building 1,000 chapters", "The same, with fifty guides.", BASE),
    "weight": Section(
        "A first visit fetches less than plain Material's",
        "The same chapter in a site of ten, in a browser that has nothing yet.",
    ),
    "click": Section(
        "A click on Check is answered in the next frame",
        "*Script* is how long the click's own code holds the page; *painted* includes the wait for "
        "the next frame, up to 17 ms on most screens.",
    ),
    "lab": Section(
        "The lab starts in a second, from a host nearby",
        "From the click on Run to the first task that Celery has done, in a new browser. The bytes "
        "are fetched once.",
    ),
    "replay": Section("A replay is smaller than a photo", "What a page with one fetches for it."),
    "search": Section(
        "A search fetches a slice of the index, however large the site is",
        "This site with that many more chapters, each made different.",
    ),
    "check": Section(
        "The checker is quick enough for every save",
        "All of it, and one quiz with the page that shows it.",
    ),
    "reload": Section(
        "From saving to the page that is served",
        "While `make serve` runs, on this site as it is.",
    ),
}


def page(measured: dict[str, dict]) -> str:
    told = [name for name in SECTIONS if name in measured]
    parts = [section(SECTIONS[name], measured[name]) for name in told]
    return "\n".join([HEAD.read_text(encoding="utf-8"), *parts])


def section(told: Section, measured: dict) -> str:
    lines = [f"## {told.title}", "", told.text, "", *table(measured["rows"], told.against), ""]
    return "\n".join([*lines, f"*{where(measured)}*", ""])


def where(measured: dict) -> str:
    runs = {len(row.values) for row in measured["rows"]}
    times = " or ".join(f"{each}" for each in sorted(runs))
    first, last = measured["load"]
    versions = ", ".join(f"{name} {number}" for name, number in measured["versions"].items())
    return (
        f"Measured {measured['date']}, {times} {'run' if runs == {1} else 'runs'} each, on "
        f"{measured['machine']}, at a load of {first} before and {last} after. {versions}."
    )


def table(rows: list[Row], against: str = "") -> Iterator[str]:
    figures = list(dict.fromkeys((row.figure, row.unit) for row in rows))
    compared = "processor" if against else ""
    heads = [f"{figure}, {unit}" if unit != figure else figure for figure, unit in figures]
    yield f"| Case | What | {' | '.join(heads)} |{f' × {against} |' if compared else ''}"
    yield "|---|---|" + "---:|" * (len(heads) + bool(compared))
    cases = list(dict.fromkeys((row.case, row.name) for row in rows))
    shown = ""
    for case, name in cases:
        found = {
            (row.figure, row.unit): row for row in rows if (row.case, row.name) == (case, name)
        }
        cells = [cell(found[each]) if each in found else "" for each in figures]
        if compared:
            cells.append(times(rows, case, name, against, compared))
        yield f"| {case if case != shown else ''} | {name} | {' | '.join(cells)} |"
        shown = case


def cell(row: Row) -> str:
    middle, least, most = statistics.median(row.values), min(row.values), max(row.values)
    if least == most:
        return number(middle)
    return f"{number(middle)} ({number(least)} to {number(most)})"


def number(value: float) -> str:
    """Three digits that count; whole from a hundred on."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def times(rows: list[Row], case: str, name: str, against: str, figure: str) -> str:
    """How many times the base, as the median of the runs' own ratios."""
    mine = {row.name: row for row in rows if (row.case, row.figure) == (case, figure)}
    if against not in mine:
        return ""
    pairs = zip(mine[name].values, mine[against].values, strict=True)
    return f"{statistics.median(one / other for one, other in pairs if other):.2f}"
