"""What `check` reads: of one file what can concern it; of everything, each thing a few times."""

import json
import subprocess
import sys
from collections import Counter

from handoff.claims import check, experiments
from handoff.guides.guide import guides
from tests.fixtures.site import ROOT

MODULES = """
import json, sys
from handoff.__main__ import main
main(["check", sys.argv[1]])
print(json.dumps(sorted(name for name in sys.modules if name.startswith("handoff."))))
"""


def read_for(path: str) -> list[str]:
    """Our modules that checking one file imports."""
    command = [sys.executable, "-c", MODULES, path]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_a_quiz_waits_for_no_experiment_no_replay_and_no_guesser():
    imported = read_for("quizzes/celery/02-the-broker-and-the-worker.json")

    assert "handoff.quiz.lint.wording" in imported
    others = ("handoff.claims", "handoff.replay", "handoff.fences", "handoff.quiz.bias")
    assert [name for name in imported if name.startswith(others)] == []


def test_a_chapter_is_read_by_all_that_reads_chapters():
    imported = read_for("docs/celery/02-the-broker-and-the-worker.md")

    assert {"handoff.fences", "handoff.claims.marks", "handoff.pages.links"} <= {*imported}


def test_experiments_are_looked_for_a_few_times_and_not_once_a_mark(monkeypatch):
    asked: Counter[str] = Counter()
    files = experiments.files
    monkeypatch.setattr(
        experiments, "files", lambda guide="*": asked.update([guide]) or files(guide)
    )

    assert list(check.problems()) == []

    assert 0 < sum(asked.values()) <= 2 * len(guides()) + 5
