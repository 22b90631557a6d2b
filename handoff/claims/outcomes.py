"""What a run of pytest says of each experiment: held or failed, at which places, which ways.

A test says where it ran by properties of its report: `place` ("redis 8.0.2"), `way` ("threads").
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handoff.claims.experiments import CONTROL, PREFIX


@dataclass
class Outcome:
    """One experiment's tests: it holds at a place if every one of them there passed."""

    held: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)

    @property
    def word(self) -> str:
        if self.failed:
            return "untrue"
        return "" if self.held else "skipped"


def outcomes(report: Path) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for case in ET.parse(report).iter("testcase"):
        _add(case, found.setdefault(_slug(case), Outcome()))
    for outcome in found.values():
        outcome.held -= outcome.failed
    return found


def _slug(case: ET.Element) -> str:
    name = case.get("name", "").partition("[")[0]
    return name.removeprefix(PREFIX).removesuffix(CONTROL)


def _add(case: ET.Element, outcome: Outcome) -> None:
    tags = {each.tag for each in case}
    if "skipped" in tags:
        return
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
