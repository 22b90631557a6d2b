"""What `check` reads: of one file what can concern it; of everything, each thing a few times.

A build checks everything once.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config

from handoff.claims import check as claims
from handoff.claims import experiments
from handoff.diagnostics import building, check
from handoff.guides.guide import guides
from handoff.pages import current
from handoff.pages.page import page
from tests.fixtures.site import ROOT
from tests.mistakes.project import lay_out, write

MODULES = """
import json, sys
from handoff.__main__ import main
main(["check", sys.argv[1]])
print(json.dumps(sorted(sys.modules)))
"""


def read_for(path: str) -> list[str]:
    """The modules that checking one file imports."""
    command = [sys.executable, "-c", MODULES, path]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_a_quiz_waits_for_no_experiment_no_replay_and_no_guesser():
    imported = read_for("quizzes/celery/02-the-broker-and-the-worker.json")

    assert "handoff.quiz.lint.wording" in imported
    others = ("handoff.claims", "handoff.replay", "handoff.fences", "handoff.quiz.bias", "pydantic")
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

    assert list(claims.problems()) == []

    assert 0 < sum(asked.values()) <= 2 * len(guides()) + 5


@pytest.fixture
def twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound project with two pages that say the same."""
    lay_out(tmp_path)
    for name in ("one", "other"):
        write(tmp_path / f"docs/guide/{name}.md", "# Twins\n\nAlike to the letter.\n")
    monkeypatch.chdir(tmp_path)
    building.forget()
    return tmp_path


def built(project: Path) -> None:
    build(load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site")))


def test_a_build_checks_once_and_the_next_build_again(twins: Path, monkeypatch):
    checks = []
    whole = check.problems
    monkeypatch.setattr(check, "problems", lambda *of: checks.append(of) or whole(*of))

    built(twins)
    assert len(checks) == 1

    built(twins)
    assert len(checks) == 2


def test_pages_with_the_same_text_are_each_themselves(twins: Path):
    body = page(twins / "docs/guide/one.md").text

    names = [current.begin(Markdown(), body).name for _ in range(3)]

    assert names == ["guide/one", "guide/other", "guide/one"]
