"""What a run of pytest says of each experiment: held or failed, at which places, which ways.

A test says where it ran by properties of its report: `place` ("redis 8.0.2"), `way` ("threads").
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handoff.claims.experiments import CONTROL, PREFIX, Experiment


@dataclass
class Outcome:
    """One experiment's tests: it holds at a place if every one of them there passed."""

    held: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)
    tests: set[str] = field(default_factory=set)  # those that ran: the experiment, its control

    def is_whole(self, experiment: Experiment) -> bool:
        """Did the experiment run, and its control, if that is a test of its own?"""
        test = f"{PREFIX}{experiment.slug}"
        own = experiment.control and experiment.control.source
        return self.tests >= ({test, f"{test}{CONTROL}"} if own else {test})

    @property
    def word(self) -> str:
        if self.failed:
            return "untrue"
        return "" if self.held else "skipped"


def outcomes(report: Path) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for case in ET.parse(report).iter("testcase"):
        _add(case, found.setdefault(_slug(_test(case)), Outcome()))
    for outcome in found.values():
        outcome.held -= outcome.failed
    return found


def _test(case: ET.Element) -> str:
    return case.get("name", "").partition("[")[0]


def _slug(test: str) -> str:
    return test.removeprefix(PREFIX).removesuffix(CONTROL)


def _add(case: ET.Element, outcome: Outcome) -> None:
    tags = {each.tag for each in case}
    if "skipped" in tags:
        return
    outcome.tests.add(_test(case))
    places = set(_properties(case, "place")) or {""}
    outcome.ways |= set(_properties(case, "way"))
    if tags & {"failure", "error"}:
        outcome.failed |= places
    else:
        outcome.held |= places


def _properties(case: ET.Element, name: str) -> Iterator[str]:
    for each in case.iter("property"):
        if each.get("name") == name:
            yield each.get("value", "")
