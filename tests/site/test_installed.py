"""`make serve`, `build` and `check` install requirements.txt, and work with nothing else."""

import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.fixtures.site import ROOT

PIN = re.compile(r"^([\w.-]+)==", re.M)
MORE = ("examples", "tests", "handoff/book")
READ = """\
import json, sys


class NotInstalled:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(f"{name} is not here", name=name)


REFUSED = {*json.loads(sys.argv[1])}
sys.meta_path.insert(0, NotInstalled())

from handoff.__main__ import main
from handoff.guides import downloads

zips = [downloads.content(each) for each in downloads.chapters() if downloads.runs(each)]
assert len(zips) > 20
sys.exit(main(["check"]))
"""


def pinned(folder: str) -> set[str]:
    text = (ROOT / folder / "requirements.txt").read_text(encoding="utf-8")
    return {name.lower().replace("_", "-") for name in PIN.findall(text)}


def modules_of(names: set[str]) -> list[str]:
    """What those packages install, if no other one does."""
    known = packages_distributions()
    return [
        module
        for module, owners in known.items()
        if all(owner.lower().replace("_", "-") in names for owner in owners)
    ]


@pytest.mark.long
def test_what_reads_the_project_needs_what_builds_the_site_alone():
    more = set().union(*map(pinned, MORE)) - pinned(".")
    refused = modules_of(more)
    assert {"psutil", "celery", "pytest", "weasyprint"} <= {*refused}

    command = [sys.executable, "-c", READ, json.dumps(refused)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "No problems.\n"), done.stderr
