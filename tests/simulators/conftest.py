"""A page with all simulators, in a site of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from handoff.simulator.fence import names
from tests.fixtures.lab import CONFIG
from tests.fixtures.site import GUIDE_STYLES, ROOT, served

FAR_BELOW = "They stand far below.\n\n" * 80


@pytest.fixture(scope="session")
def simulators(tmp_path_factory) -> Iterator[str]:
    """The address of a page that shows each of the subject's simulators."""
    folder = tmp_path_factory.mktemp("simulators")
    for name in GUIDE_STYLES:
        sheet = folder / "docs" / name
        sheet.parent.mkdir(parents=True)
        shutil.copy(ROOT / "docs" / name, sheet)
    fences = "\n".join(f"## {name}\n\n```simulator\n{name}\n```\n" for name in names())
    (folder / "docs" / "index.md").write_text(f"# Simulators\n\n{FAR_BELOW}{fences}")
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(root=ROOT, docs=folder / "docs"))
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    environment = {**os.environ, "SITE_DIR": str(folder / "site"), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(folder / "site") as address:
        yield address
