"""What experiments have shown, and where: tests/claims/<guide>/shown.json, written by a run.

{"messages_wait": {"5.7.0": {"on": "2026-11-28", "source": "1f0c…",
                             "held": ["valkey 9.1.2", "redis 8.0.2"], "failed": [], "ways": []}}}

A place is the subject's word for it and its version; ways are what else the experiment went
through (a worker's pools). A version is that of the package that the subject puts to the test.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import sha1
from pathlib import Path

from handoff import root
from handoff.claims.experiments import FOLDER, Experiment, guide_of

NAME = "shown.json"


@dataclass
class Shown:
    """One experiment on one version: `on` is the day, `source` tells whether it changed since."""

    on: str
    source: str
    held: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return bool(self.held) and not self.failed


Record = dict[str, dict[str, Shown]]  # slug -> version -> what it showed


def path(guide: str) -> Path:
    return root() / FOLDER / guide / NAME


def record(guide: str) -> Record:
    """All that is known of a guide's experiments; nothing where none was ever run."""
    file = path(guide)
    return _read(file, file.stat().st_mtime_ns) if file.is_file() else {}


@lru_cache(maxsize=20)
def _read(file: Path, changed: int) -> Record:
    data = json.loads(file.read_text(encoding="utf-8"))
    return {
        slug: {version: Shown(**each) for version, each in versions.items()}
        for slug, versions in data.items()
    }


def of(experiment: Experiment) -> dict[str, Shown]:
    """Version, oldest first -> what the experiment showed on it."""
    known = record(guide_of(experiment.path)).get(experiment.slug, {})
    return {version: known[version] for version in sorted(known, key=order)}


def since(experiment: Experiment) -> str:
    """The version from which the sentence holds, where it did not on an older one; else empty."""
    found, refuted = "", False
    for version, shown in of(experiment).items():
        if not shown.holds:
            found, refuted = "", True
        elif refuted and not found:
            found = version
    return found


def order(version: str) -> tuple:
    """5.10 comes after 5.9."""
    return tuple(
        (not part.isdigit(), int(part) if part.isdigit() else part) for part in version.split(".")
    )


def digest(experiment: Experiment) -> str:
    """What an edit changes."""
    control = experiment.control.source if experiment.control else ""
    return sha1(f"{experiment.source}{control}".encode()).hexdigest()[:8]


def write(guide: str, seen: Record, kept: list[str]) -> None:
    """Add what a run has shown, and drop what no experiment is named after any more."""
    merged = {slug: dict(versions) for slug, versions in record(guide).items() if slug in kept}
    for slug, versions in seen.items():
        known = merged.setdefault(slug, {})
        for version, new in versions.items():
            known[version] = _together(known.get(version), new)
    file = path(guide)
    file.write_text("".join(_lines(merged)), encoding="utf-8")


def _together(known: Shown | None, new: Shown) -> Shown:
    """The same source was shown elsewhere before: a quick run goes to one place only."""
    if known is None or known.source != new.source:
        return new
    held = sorted({*known.held, *new.held} - {*new.failed})
    failed = sorted({*known.failed, *new.failed} - {*new.held})
    return Shown(new.on, new.source, held, failed, sorted({*known.ways, *new.ways}))


def _lines(merged: Record) -> Iterator[str]:
    """JSON with a line for each experiment and version, so that two runs can be compared."""
    yield "{"
    for number, slug in enumerate(sorted(merged)):
        yield f"{',' if number else ''}\n{json.dumps(slug)}: {{"
        versions = sorted(merged[slug], key=order)
        yield ",".join(f"\n  {json.dumps(each)}: {_line(merged[slug][each])}" for each in versions)
        yield "\n}"
    yield "\n}\n"


def _line(shown: Shown) -> str:
    return json.dumps(asdict(shown), ensure_ascii=False)
