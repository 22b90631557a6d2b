"""Run every experiment again and list the sentences that are no longer true.

python -m handoff claims                  all, the slow ones too: for a new Celery release
python -m handoff claims -k persistence   those with this in their name
"""

import argparse
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from handoff import root
from handoff.claims.experiments import FOLDER, Experiment, experiments
from handoff.claims.marks import Mark, marks
from handoff.diagnostics.problem import shown_path


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-k", metavar="WORDS", help="only experiments with this in their name")
    parser.add_argument("-n", metavar="NUMBER", default="2", help="so many at once (2)")


def run(options: argparse.Namespace) -> int:
    proven = experiments()
    print(f"{len(proven)} claims on Celery {version('celery')}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = _rerun(report, options)
        outcomes = dict(_outcomes(report)) if report.exists() else {}
    if not outcomes:
        print("No experiment ran; see above.", file=sys.stderr)
        return code or 1
    return _tell([each for each in proven if each.slug in outcomes], outcomes)


def _rerun(report: Path, options: argparse.Namespace) -> int:
    words = [sys.executable, "-m", "pytest", str(FOLDER), "-q", "-n", options.n, "--tb=line"]
    chosen = ["-k", options.k] if options.k else []
    return subprocess.call([*words, *chosen, f"--junitxml={report}"], cwd=root())


def _outcomes(report: Path) -> Iterator[tuple[str, str]]:
    """Each claim with the worst that happened on any broker."""
    worst: dict[str, str] = {}
    for case in ET.parse(report).iter("testcase"):
        slug = case.get("name", "").partition("[")[0].removeprefix("test_")
        tags = {each.tag for each in case}
        outcome = "untrue" if tags & {"failure", "error"} else "skipped" * ("skipped" in tags)
        if outcome == "untrue" or worst.get(slug, "") == "":
            worst[slug] = outcome
    yield from worst.items()


def _tell(ran: list[Experiment], outcomes: dict[str, str]) -> int:
    claimed = marks()
    for outcome, heading in (
        ("untrue", "No longer true:"),
        ("skipped", "Not proven here, a server is missing:"),
    ):
        found = [each for each in ran if outcomes[each.slug] == outcome]
        if found:
            print(f"\n{heading}")
        for experiment in found:
            _show(experiment, [mark for mark in claimed if mark.slug == experiment.slug])
    untrue = sum(outcome == "untrue" for outcome in outcomes.values())
    print(f"\n{len(ran)} claims ran, {untrue} of them no longer true.")
    return int(untrue > 0)


def _show(experiment: Experiment, claimed: list[Mark]) -> None:
    print(f"  {experiment.sentence}")
    print(f"    proof  {shown_path(experiment.path)}:{experiment.line}")
    for mark in claimed:
        print(f"    claim  {shown_path(mark.page.path)}:{mark.line}:{mark.column}")
