"""The engine alone: a guide about knots, in an empty folder, with ten lines of mkdocs.yml."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.fixtures.site import ROOT, served

CONFIG = """\
site_name: Knots
site_url: http://127.0.0.1:8000/
site_description: Learn to tie knots that hold, and to see why the others slip.
strict: true
theme:
  name: material
  variant: classic
  custom_dir: overrides
  font: false
markdown_extensions: [pymdownx.superfences, handoff]
extra:
  scope: /
  published: !ENV [PUBLISHED, false]
"""
HOME = "---\ntitle: Knots\n---\n\n# Knots\n\n[The guide](knots/index.md)\n"
CLAIM = "\nA bight is no knot.{claim:a_bight_comes_undone}\n"
EXPERIMENT = '''\
def pulled(rope):
    """The rope after a pull at both ends."""
    return rope.replace("()", "")


def test_a_bight_comes_undone():
    """A pull at both ends leaves nothing of a bight."""
    assert pulled("--()--") == "----"


def test_a_bight_comes_undone__control():
    """Without the pull the bight stays."""
    assert "--()--" != pulled("--()--")
'''
EXPERIMENTS = "---\ntitle: Experiments\n---\n\n# Experiments\n\n```experiments\nknots\n```\n"
COMMANDS = {
    "mkdocs": ("mkdocs", "build", "--quiet", "--site-dir"),
    "zensical": ("zensical", "build", "--strict", "--clean"),
}
BLOCKED = """\
import sys


class NotHere:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("celery", "kombu", "handoff_celery"):
            raise ModuleNotFoundError(f"{name} is not here", name=name)


sys.meta_path.insert(0, NotHere())
"""
SOURCES = {".py", ".html", ".mjs", ".css", ".js", ".txt", ".md"}
Run = Callable[..., str]


@pytest.fixture(scope="module")
def knots(tmp_path_factory) -> Path:
    """The project as its author leaves it after six commands and three edits."""
    folder = tmp_path_factory.mktemp("knots")
    (folder / "mkdocs.yml").write_text(CONFIG)
    shutil.copytree(ROOT / "overrides", folder / "overrides", ignore=made_elsewhere)
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(HOME)
    for page in ("review.md", "progress.md"):
        shutil.copy(ROOT / "docs" / page, folder / "docs")
    (folder / "sitecustomize.py").write_text(BLOCKED)
    handoff(folder, "chapter", "knots", "A bight and a loop", "--new-guide")
    handoff(folder, "chapter", "knots", "The bowline")
    chapter = folder / "docs" / "knots" / "01-a-bight-and-a-loop.md"
    chapter.write_text(chapter.read_text() + CLAIM)
    (folder / "docs" / "knots" / "experiments.md").write_text(EXPERIMENTS)
    experiment = folder / "tests" / "claims" / "knots" / "01-a-bight-and-a-loop.py"
    experiment.parent.mkdir(parents=True)
    experiment.write_text(EXPERIMENT)
    return folder


def made_elsewhere(folder: str, names: list[str]) -> set[str]:
    """What `make build` has put beside the sources, and the subject's own part of the theme."""
    ours = {"site.css", "celery", "celery-lab.css"}
    return ours | ({"lab"} if Path(folder).name == "assets" else set())


def handoff(folder: Path, *words: str) -> str:
    return run(folder, "handoff", *words)


def run(folder: Path, *words: str, **env: str) -> str:
    """What a module prints, run in the folder, where celery and kombu cannot be imported."""
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", **env}
    environment["NO_MKDOCS_2_WARNING"] = "1"
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module", params=list(COMMANDS))
def built(knots: Path, request) -> Path:
    """Its site, by one builder."""
    handoff(knots, "experiments")
    site = knots / "site"
    shutil.rmtree(site, ignore_errors=True)
    place = [str(site)] if request.param == "mkdocs" else []
    run(knots, *COMMANDS[request.param], *place)
    return site


def test_every_module_of_the_engine_is_imported_without_celery(knots: Path):
    modules = (
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted((ROOT / "handoff").rglob("*.py"))
        if "tab" not in path.parts and path.stem != "__main__" and path.parent.name != "bundle"
    )
    program = knots / "everything.py"
    program.write_text("".join(f"import {name}\n" for name in modules))

    run(knots, "everything")


def test_no_file_of_the_engine_names_celery():
    sources = (path for path in (ROOT / "handoff").rglob("*") if path.suffix in SOURCES)

    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sources
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search("celery|kombu", line, re.IGNORECASE) and "subject: handoff_celery" not in line
    ]

    assert found == []


def test_what_the_commands_laid_out_has_no_problem(knots: Path):
    assert handoff(knots, "check") == "No problems.\n"


def test_its_recorded_output_is_what_the_program_prints(knots: Path):
    assert "unchanged" in handoff(knots, "record", "knots/02-the-bowline")


def test_the_sample_runs_without_a_broker(knots: Path):
    assert "Welcome, Ada!" in handoff(knots, "demo", "knots/01-a-bight-and-a-loop")


def test_its_experiments_pass(knots: Path):
    assert "2 passed" in run(
        knots,
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/claims/knots/01-a-bight-and-a-loop.py",
    )


def test_nothing_says_celery(built: Path):
    found = [
        path.relative_to(built).as_posix()
        for path in sorted(built.rglob("*"))
        if path.suffix in {".html", ".css", ".js", ".json", ".xml"}
        and re.search("celery|kombu", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]

    assert (built / "knots" / "02-the-bowline" / "index.html").is_file()
    assert found == []


def test_a_reader_reads_answers_and_opens_the_proof(built: Path, open_page):
    page = open_page()
    with served(built) as address:
        page.goto(f"{address}knots/")
        page.get_by_role("link", name="A bight and a loop").first.click()
        expect(page.get_by_text("phase 1 of 2")).to_be_visible()

        page.get_by_role("radio", name="A line such as").check()
        page.get_by_role("button", name="Check answer").first.click()
        expect(page.get_by_text("Without parentheses nothing is called").first).to_be_visible()

        page.get_by_role("link", name="Proven: A pull at both ends").click()
        page.get_by_text("The experiment, and where it ran").first.click()
        expect(page.get_by_text("def pulled(rope)").first).to_be_visible()


def test_published_it_loads_all_that_its_pages_name(knots: Path, open_page):
    """As docs/authors/running-a-copy.md says; open_page fails for what a page does not get."""
    handoff(knots, "experiments")
    site = knots / "published"
    run(knots, "mkdocs", "build", "--quiet", "--site-dir", str(site), PUBLISHED="true")
    handoff(knots, "publish", str(site))

    page = open_page()
    with served(site) as address:
        page.goto(f"{address}knots/02-the-bowline/")
        expect(page.get_by_role("button", name="Check answer").first).to_be_visible()
