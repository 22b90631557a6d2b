"""What a sample needs beside its own processes: the subject starts it, and ends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from handoff import subject


class Service(Protocol):
    """A server, or what stands for one; `env` leads a sample's processes to it."""

    name: str
    note: str
    env: dict[str, str]

    def stop(self) -> None: ...


@dataclass
class Nothing:
    """Plain programs need nothing."""

    name: str = ""
    note: str = ""
    env: dict[str, str] = field(default_factory=dict)

    def stop(self) -> None:
        pass


def about(sample: Path) -> bool:
    """Is the sample about the site's subject? Another one is plain Python, which needs nothing."""
    samples = subject.part("samples", sample)
    return samples is not None and samples.about(sample)


@contextmanager
def service(folder: Path, sample: Path) -> Iterator[Service]:
    """What the sample needs, with a folder of its own, for as long as the block lasts."""
    running = subject.part("samples").service(folder) if about(sample) else Nothing()
    try:
        yield running
    finally:
        running.stop()


def cannot_run(places: list[str]) -> str:
    """Why a recording that runs at these places only cannot be made now; empty where it can."""
    samples = subject.part("samples")
    return samples.cannot_run(places) if samples else ""


def sign_of_life(command: str, folder: Path) -> str:
    """What a ready process of the sample has printed; nothing is asked of unknown programs."""
    samples = subject.part("samples", folder)
    return samples.sign_of_life(command) if samples else ""


def own_settings() -> tuple[str, ...]:
    """Beginnings of environment variables that a shell may have and no sample is to see."""
    samples = subject.part("samples")
    return samples.OWN_SETTINGS if samples else ()


def colours() -> dict[str, str]:
    """A terminal's colour for the processes whose names start so."""
    samples = subject.part("samples")
    return samples.COLOURS if samples else {}


def stable(text: str, sample: Path | None = None) -> str:
    """The text without what only the subject of the sample's site knows to vary between runs."""
    samples = subject.part("samples", sample)
    return samples.stable(text) if samples else text
