"""A ninth chapter and a second guide in a copy of the project: nothing else has to be touched."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.site import ROOT

EXAMPLE = re.compile(r'make chapter GUIDE=(\S+) TITLE="([^"]+)"')
# What a new chapter or guide can break without a browser, in one builder; the rest comes nightly.
QUICK = [
    "tests/site/test_phases.py",
    "tests/site/test_chapters.py",
    "tests/site/test_addresses.py",
    "tests/examples/test_names.py",
    "tests/quiz/test_fairness.py",
    "-k",
    "not zensical",
]
RECORDED = [
    "tests/examples/test_recorded_output.py",
    "-k",
    "(in-the-cloud or why-a-queue) and valkey",
]
NIGHTLY = ["tests/site", "tests/reference", "tests/quiz", "tests/examples/test_manifest.py"]


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Path:
    """The project as git knows it, with what CONTRIBUTING's own example lays out, and a guide."""
    copy = tmp_path_factory.mktemp("grown") / "project"
    for name in files(ROOT):
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    run(copy, "git", "init", "--quiet")
    run(copy, "git", "add", "--all")
    guide, title = EXAMPLE.search((copy / "CONTRIBUTING.md").read_text(encoding="utf-8")).groups()
    handoff(copy, "chapter", guide, title)
    handoff(copy, "chapter", "queues", "Why a queue", "--new-guide")
    for made in ("experiments", "theme", "samples"):
        if (copy / "handoff" / "commands" / f"{made}.py").is_file():
            handoff(copy, made)
    return copy


def files(folder: Path) -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (folder / name).is_file()]


def run(folder: Path, *command: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    for name in [name for name in environment if name.startswith("PYTEST_")]:
        del environment[name]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def handoff(folder: Path, *words: str) -> str:
    return run(folder, sys.executable, "-m", "handoff", *words)


def test_nothing_but_new_files_was_touched(grown: Path):
    changed = run(grown, "git", "status", "--porcelain", "--untracked-files=all").splitlines()

    assert [line for line in changed if line.startswith(("A  ", "?? "))] == changed
    added = [line[3:] for line in changed if line.startswith("?? ")]
    assert "docs/queues/01-why-a-queue.md" in added
    assert {Path(name).parts[0] for name in added} == {"docs", "quizzes", "examples"}


def test_the_check_has_nothing_to_say(grown: Path):
    assert handoff(grown, "check") == "No problems.\n"


def test_the_build_has_nothing_to_say(grown: Path, tmp_path: Path):
    out = str(tmp_path / "site")

    assert run(grown, sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", out) == ""

    page = (tmp_path / "site" / "celery" / "09-tasks-in-the-cloud" / "index.html").read_text()
    assert "phase 9 of 9" in " ".join(page.split())


@pytest.mark.parametrize(
    "chosen",
    [
        pytest.param(QUICK, id="quick"),
        pytest.param(RECORDED, id="recorded"),
        pytest.param(NIGHTLY, id="nightly", marks=pytest.mark.slow),
    ],
)
def test_the_tests_that_can_be_affected_pass(grown: Path, chosen: list[str]):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "-m",
        "not slow",
    ]

    assert " passed" in run(grown, *command, "--reruns", "0", *chosen)
