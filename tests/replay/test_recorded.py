"""What a replay shows is what happens today: its films are recorded again and compared."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handoff.replay import film, record
from handoff.replay.model import Film
from tests.fixtures.servers import installs


def films() -> Iterator:
    """A case for each film; those that take more than 20 seconds run nightly."""
    for path in film.recorders():
        defines = record.program(path)
        for name, options in defines["FILMS"].items():
            nightly = defines.get("SLOW") or options.get("on", "valkey") != "valkey"
            marks = [pytest.mark.slow] if nightly else [pytest.mark.long]
            yield pytest.param(path, name, options, id=f"{path.stem}-{name}", marks=marks)


@pytest.mark.parametrize(("path", "name", "options"), list(films()))
def test_a_film_shows_what_happens_today(path: Path, name: str, options: dict):
    if missing := record.subject.part("replays").cannot_run([options]):
        assert not installs(), missing
        pytest.skip(missing)
    kept = film.read(path.with_suffix(".json")).replay

    scenes, made = record.played(path, name)

    [before] = [each for each in kept.films if each.name == name]
    assert scenes == kept.scenes
    assert without_times(made) == without_times(before.model_dump())


def without_times(made: dict) -> dict:
    whole = Film.model_validate(made).model_dump()
    return film.timeless({"films": [whole]})["films"][0]
