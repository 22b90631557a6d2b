"""The checker over many chapters, over one file of them, and over this site.

    python -m tests.bench check [--quick]

The chapters are those of the builds, so each has six questions, five samples and a diagram.
"""

import sys
from pathlib import Path

import handoff
from tests.bench.bench_build import project
from tests.bench.costs import Cost, cost, in_turns, say
from tests.bench.results import Row
from tests.bench.tools import TOOLS

SIZES = (10, 100, 1000)
RUNS = 5
ONE = "quizzes/g000/01-what.json"


def measure(quick: bool = False) -> list[Row]:
    runs = 1 if quick else RUNS
    rows = of_folder(handoff.root(), "this site", runs)
    for count in SIZES[:1] if quick else SIZES:
        with project(TOOLS["ours"], count) as folder:
            rows += of_folder(folder, f"{count:,} chapters", runs, ONE)
    return rows


def of_folder(folder: Path, case: str, runs: int, one: str = "") -> list[Row]:
    paths = {"everything": [], **({"one quiz file": [one]} if one else {})}
    found = in_turns(list(paths), runs, lambda name: once(folder, paths[name]))
    rows = []
    for name, costs in found.items():
        say(f"check, {case}, {name}: {min(each.processor for each in costs):.2f} s at best")
        rows.append(Row(case, name, "processor", "s", [each.processor for each in costs]))
        rows.append(Row(case, name, "clock", "s", [each.clock for each in costs]))
    return rows


def once(folder: Path, paths: list[str]) -> Cost:
    return cost([sys.executable, "-m", "handoff", "check", *paths], folder)
