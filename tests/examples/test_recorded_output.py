"""What a chapter shows as output is what its program prints today, on every broker it names."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from handoff.samples.manifest import Manifest, ManifestError, Recording, load, manifests
from handoff.samples.record import output

EXAMPLES = Path(__file__).parents[2] / "examples"


FOLDERS = manifests(EXAMPLES)


def readable() -> Iterator[Manifest]:
    """Manifests without a mistake; the others are told by the first test."""
    for folder in FOLDERS:
        with suppress(ManifestError):
            yield load(folder)


def recordings() -> list:
    """A case for each recorded program and broker."""
    return [
        pytest.param(
            broker,
            manifest,
            name,
            id=f"{manifest.folder.name}-{name}-{broker}",
            marks=[pytest.mark.slow] if nightly(recording, broker) else [],
        )
        for manifest in readable()
        for name, recording in manifest.recordings.items()
        for broker in recording.places
    ]


def nightly(recording: Recording, broker: str) -> bool:
    """`make test` replays all on the first broker; the rest comes nightly."""
    return recording.slow or broker != recording.places[0]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_manifest_is_without_a_mistake(folder: Path):
    assert load(folder).processes or load(folder).recordings


@pytest.mark.parametrize(("broker", "manifest", "name"), recordings(), indirect=["broker"])
def test_a_recorded_program_still_prints_what_the_chapter_shows(
    broker, manifest: Manifest, name: str, tmp_path: Path
):
    recorded = manifest.folder / f"{name}.txt"
    assert recorded.exists(), f"python -m handoff record celery/{manifest.folder.name} {name}"

    printed = output(manifest, name, broker.env, tmp_path / "run")

    assert printed == recorded.read_text()
