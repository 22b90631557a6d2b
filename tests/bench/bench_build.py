"""Building many chapters, and building again after one was edited: ours and the others, in turns.

    python -m tests.bench build-100

MkDocs builds again with `--dirty`, Zensical with its cache. Ours is also made ready for a host.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import handoff
from handoff import npm
from tests.bench.costs import CommandError, Cost, cost, in_turns, say
from tests.bench.environments import python
from tests.bench.results import Row
from tests.bench.tools import TOOLS, Tool, lay

RUNS = {10: 5, 100: 3, 1000: 1}  # chapters → runs
CLEAN = {"mkdocs": ("build", "-q"), "zensical": ("build", "--clean")}
AGAIN = {"mkdocs": ("build", "-q", "--dirty"), "zensical": ("build",)}
MERMAID = ("mermaid.esm.min.mjs", "chunks/mermaid.esm.min/*.mjs")
EDITED = "docs/g000/01-what.md"


def measure(quick: bool = False, count: int = 10) -> list[Row]:
    return list(rows_of(2 if quick else count, 1 if quick else RUNS[count]))


def rows_of(count: int, runs: int) -> Iterator[Row]:
    found = in_turns(list(TOOLS), runs, lambda name: costs_of(TOOLS[name], count))
    for name, each in found.items():
        for step in each[0] if all(each) else ():
            costs = [costs[step] for costs in each]
            title, where = TOOLS[name].title, f"{count:,} chapters, {step}"
            yield Row(where, title, "processor", "s", [cost.processor for cost in costs])
            yield Row(where, title, "clock", "s", [cost.clock for cost in costs])
            yield Row(where, title, "memory", "MB", [cost.memory / 1e6 for cost in costs])


def costs_of(tool: Tool, count: int) -> dict[str, Cost]:
    """Step → its cost, all steps in one new project; nothing of a tool that fails."""
    try:
        return steps_of(tool, count)
    except CommandError as error:
        say(f"{tool.title} is left out: {error}")
        return {}


def steps_of(tool: Tool, count: int) -> dict[str, Cost]:
    with project(tool, count) as folder:
        program = [python(tool), "-m", tool.builder]
        site = {"SITE_DIR": str(folder / "site")}
        steps = {"clean build": cost([*program, *CLEAN[tool.builder]], folder, **site)}
        edited = folder / EDITED
        edited.write_text(edited.read_text(encoding="utf-8") + "\nOne more line.\n")
        steps["one file again"] = cost([*program, *AGAIN[tool.builder]], folder, **site)
        if tool.name == "ours":
            steps["made ready for a host"] = published(folder)
    for step, each in steps.items():
        say(f"{count:,} chapters, {tool.title}, {step}: {each.processor:.1f} s of processor time")
    return steps


def published(folder: Path) -> Cost:
    ours = [python(TOOLS["ours"]), "-m"]
    site = {"SITE_DIR": str(folder / "site"), "PUBLISHED": "true"}
    cost([*ours, "mkdocs", "build", "-q"], folder, **site)
    return cost([*ours, "handoff", "publish", folder / "site"], folder)


@contextmanager
def project(tool: Tool, count: int, asked: int | None = None) -> Iterator[Path]:
    """A folder of its own; Zensical builds only where a project is."""
    cache = handoff.root() / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="bench-") as folder:
        lay(tool, Path(folder), count, asked)
        if tool.name == "mermaid2":
            lay_mermaid(Path(folder) / "docs" / "assets" / "mermaid")
        yield Path(folder)


def lay_mermaid(place: Path) -> None:
    """The library that stock mermaid2 would load from another host."""
    dist = npm.package("mermaid", handoff.root(), say) / "dist"
    for pattern in MERMAID:
        for source in dist.glob(pattern):
            copy = place / source.relative_to(dist)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
