"""A recorder's program run again, and what it records.

TITLE = "A worker is killed"
FILMS = {"early": {"title": "Acknowledged early"}}      more keys are for the subject's stage
NOTE, CLAIMS, SLOW                                       may be left out
def play(stage, film): …
"""

import runpy
import tempfile
from pathlib import Path

from handoff import subject
from handoff.replay import film
from handoff.replay.model import Replay
from handoff.replay.stage import Stage


class RecorderError(Exception):
    """A recorder that records no replay."""


def program(path: Path) -> dict:
    """What a recorder's program defines."""
    defines = runpy.run_path(str(path))
    for name in ("TITLE", "FILMS", "play"):
        if name not in defines:
            raise RecorderError(f"{path}: it has no {name}; handoff/replay/record.py says what for")
    return defines


def record(path: Path) -> dict:
    """All films of a recorder, as its JSON has them."""
    defines = program(path)
    films = {name: played(path, name) for name in defines["FILMS"]}
    (first, scenes), *others = [(name, made[0]) for name, made in films.items()]
    for name, its in others:
        if its != scenes:
            raise RecorderError(f"{path}: films '{first}' and '{name}' have other scenes")
    own = subject.part("replays")
    return {
        "title": defines["TITLE"],
        "note": defines.get("NOTE", ""),
        "recorded": own.recorded() if own else "",
        "claims": defines.get("CLAIMS", []),
        "scenes": scenes,
        "films": [made for _, made in films.values()],
    }


def played(path: Path, name: str) -> tuple[list[str], dict]:
    """The scenes of one film, and the film."""
    defines = program(path)
    options = dict(defines["FILMS"][name])
    title = options.pop("title")
    own = subject.part("replays")
    with tempfile.TemporaryDirectory(prefix="handoff-") as folder:
        stage = own.stage(Path(folder), **options) if own else Stage()
        try:
            defines["play"](stage, name)
        finally:
            stage.close()
    return stage.scenes, stage.film(name, title)


def cannot_run(path: Path) -> str:
    """Why its films cannot be made here; empty where they can."""
    own = subject.part("replays")
    return own.cannot_run(program(path)["FILMS"].values()) if own else ""


def keep(path: Path, data: dict) -> bool:
    """Write what was recorded, unless only times have changed; whether it was written."""
    target = path.with_suffix(".json")
    before = film.read(target).replay if target.is_file() else None
    if before and film.timeless(before.model_dump(exclude_defaults=True)) == film.timeless(
        Replay.model_validate(data).model_dump(exclude_defaults=True)
    ):
        return False
    target.write_text(film.written(data), encoding="utf-8")
    return True
