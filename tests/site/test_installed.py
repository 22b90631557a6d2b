"""`make serve`, `build` and `check` install requirements.txt, and work with nothing else.

The tests' own builds of the site know nothing else either: see `SITE_ALONE`.
"""

import os
import subprocess
import sys

import pytest

from tests.fixtures.site import ROOT, SITE_ALONE

READ = """\
import sys

from handoff.__main__ import main
from handoff.guides import downloads

zips = [downloads.content(each) for each in downloads.chapters() if downloads.runs(each)]
assert len(zips) > 20
sys.exit(main(["check"]))
"""


def alone(program: str) -> subprocess.CompletedProcess[str]:
    command, environment = [sys.executable, "-c", program], {**os.environ, "PYTHONPATH": SITE_ALONE}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("module", ["psutil", "celery", "pytest", "weasyprint"])
def test_what_only_others_install_is_not_there(module: str):
    done = alone(f"import {module}")

    assert f"{module}: requirements.txt does not install it" in done.stderr


@pytest.mark.long
def test_what_reads_the_project_needs_what_builds_the_site_alone():
    done = alone(READ)

    assert (done.returncode, done.stdout) == (0, "No problems.\n"), done.stderr
