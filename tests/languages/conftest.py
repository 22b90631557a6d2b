"""The site in the language made from English by machine, built as `make build` does."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handoff.languages import pseudo
from handoff.languages.edition import assemble
from handoff.publish.site import publish
from tests.fixtures.site import ROOT, alone, served


@pytest.fixture(scope="session")
def pseudo_site(shared: Path) -> Iterator[str]:
    """The address of its home page."""
    root = shared / "site-pseudo"
    root.mkdir(exist_ok=True)
    folder = root / pseudo.CODE  # as its address says, for its 404 page
    with alone(root.with_suffix(".lock")):
        if not folder.exists():
            built(folder)
    with served(root) as address:
        yield f"{address}{pseudo.CODE}/"


def built(folder: Path) -> None:
    project = assemble(pseudo.CODE)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    environment["PUBLISHED"] = "true"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.fail(f"{done.stdout}{done.stderr}")
    here = Path.cwd()
    try:
        os.chdir(project)
        publish(folder)
    finally:
        os.chdir(here)
