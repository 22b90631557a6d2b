"""Run every experiment again, keep what it shows, and list the sentences that are not true.

python -m handoff claims                    all, the slow ones too: for a new release
python -m handoff claims --version 5.6.3    on another version of what the guide is about
python -m handoff claims -k persistence     those with this in their name
python -m handoff claims --quick            without the slow ones

What was shown, and where, is kept in tests/claims/<guide>/shown.json, if an experiment ran and its
control, too; the experiments page tells.
"""

import argparse
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from handoff import root, subject
from handoff.claims import shown, trial
from handoff.claims.experiments import FOLDER, Experiment, experiments
from handoff.claims.marks import Mark, marks
from handoff.claims.outcomes import Outcome, outcomes
from handoff.diagnostics.problem import shown_path
from handoff.guides.guide import guides


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-k", metavar="WORDS", help="only experiments with this in their name")
    parser.add_argument("-n", metavar="NUMBER", default="2", help="so many at once (2)")
    parser.add_argument("--version", default="", help="of the package under test, in its own venv")
    parser.add_argument("--quick", action="store_true", help="leave out the slow ones")


def run(options: argparse.Namespace) -> int:
    package = subject.part("claims").PACKAGE if subject.part("claims") else ""
    python = trial.python(package, options.version) if options.version else sys.executable
    version = trial.version(python, package)
    print(f"{len(experiments())} claims on {trial.name(package)} {version}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = _rerun(python, report, options)
        found = outcomes(report) if report.exists() else {}
    if not found:
        print("No experiment ran; see above.", file=sys.stderr)
        return code or 1
    for guide in guides():
        _keep(guide.name, version, found)
    return _tell([each for each in experiments() if each.slug in found], found)


def _rerun(python: str, report: Path, options: argparse.Namespace) -> int:
    words = [python, "-m", "pytest", str(FOLDER), "-q", "-n", options.n, "--tb=native"]
    chosen = ["-k", options.k] if options.k else []
    quick = ["-m", "not slow"] if options.quick else []
    # An older version may call what a newer library of today has deprecated; that's no failure.
    older = ["-W", "ignore::DeprecationWarning"] if options.version else []
    return subprocess.call([*words, *chosen, *quick, *older, f"--junitxml={report}"], cwd=root())


def _keep(guide: str, version: str, found: dict[str, Outcome]) -> None:
    proven = experiments(guide)
    seen = {
        each.slug: {version: _shown(each, found[each.slug])}
        for each in proven
        if each.slug in found and found[each.slug].is_whole(each)
    }
    if seen:
        shown.write(guide, seen, [each.slug for each in proven])


def _shown(experiment: Experiment, outcome: Outcome) -> shown.Shown:
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    places = sorted(outcome.held), sorted(outcome.failed), sorted(outcome.ways)
    return shown.Shown(today, shown.digest(experiment), *places)


def _tell(ran: list[Experiment], found: dict[str, Outcome]) -> int:
    claimed = marks()
    for experiment in ran:
        outcome = found[experiment.slug]
        if outcome.tests and not outcome.is_whole(experiment):
            print(f"Not kept, since only {', '.join(outcome.tests)} ran.")
    for word, heading in (
        ("untrue", "Not true here:"),
        ("skipped", "Not proven here, a server is missing:"),
    ):
        such = [each for each in ran if found[each.slug].word == word]
        if such:
            print(f"\n{heading}")
        for experiment in such:
            _show(experiment, [mark for mark in claimed if mark.slug == experiment.slug])
            print(f"    at     {', '.join(filter(None, found[experiment.slug].failed)) or 'here'}")
    untrue = sum(found[each.slug].word == "untrue" for each in ran)
    print(f"\n{len(ran)} claims ran, {untrue} of them not true.")
    return int(untrue > 0)


def _show(experiment: Experiment, claimed: list[Mark]) -> None:
    print(f"  {experiment.sentence}")
    print(f"    proof  {shown_path(experiment.path)}:{experiment.line}")
    for mark in claimed:
        print(f"    claim  {shown_path(mark.page.path)}:{mark.line}:{mark.column}")
