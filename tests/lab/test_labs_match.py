"""Every lab of the site, run in the trimmed bundle, prints what the real thing printed."""

import re

import pytest

from handoff.lab.example import Lab, read
from handoff.samples.normalise import normalise
from tests.fixtures.site import ROOT

EXAMPLES = ROOT / "examples"
FOUR = re.compile(r"^````.*?^````$", re.M | re.S)
FENCE = re.compile(r"^```lab\n(.*?)^```", re.M | re.S)


def labs() -> dict[str, Lab]:
    """All labs of docs/ by page and program; fences that only show a fence are left out."""
    found = {}
    for page in sorted((ROOT / "docs").rglob("*.md")):
        for fence in FENCE.findall(FOUR.sub("", page.read_text(encoding="utf-8"))):
            lab = read(fence, EXAMPLES)
            found[f"{page.stem}: {lab.program}"] = lab
    return found


LABS = labs()


@pytest.fixture(scope="module")
def runs(in_node) -> dict[str, dict]:
    programs = [
        {"files": whole(lab), "start": lab.facts.get("start", {}), "program": lab.program}
        for lab in LABS.values()
    ]
    return dict(zip(LABS, in_node(programs), strict=True))


def whole(lab: Lab) -> dict[str, str]:
    """The files as they are on disk, section marks and all."""
    return {name: (lab.folder / name).read_text(encoding="utf-8") for name in lab.files}


@pytest.mark.parametrize("name", LABS)
def test_prints_what_was_recorded(name: str, runs):
    printed = runs[name]["printed"].get("program", "")

    assert normalise(printed) == normalise(LABS[name].output)


@pytest.mark.parametrize("name", LABS)
def test_ends_by_itself_and_well(name: str, runs):
    assert runs[name]["code"] == 0, runs[name]["printed"]


def test_fixture_lab_ends_where_the_real_one_does(runs):
    ends = [
        event["state"] for event in runs["labs: program.py"]["events"] if event["what"] == "stored"
    ]

    assert ends.count("SUCCESS") == 2 and ends.count("RETRY") == 2
