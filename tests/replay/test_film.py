"""A replay's file: what a recorder writes, what is kept, and what is compared."""

import json
from pathlib import Path

import pytest

from handoff.replay import film, record
from handoff.replay.model import Replay
from handoff.replay.stage import Stage
from tests.mistakes.project import FILES, lay_out

NAME = "guide/01-tea/cooling"


class Words:
    """A stage on which nothing happens; it keeps the words of a recorder's steps."""

    def __init__(self) -> None:
        self.words: list[tuple[str, str]] = []
        self.env: dict[str, str] = {}

    def step(self, scene: str, say: str = "", until: object = None) -> None:
        self.words.append((scene, say))

    def __getattr__(self, name: str) -> object:
        return lambda *_, **__: 1


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The recorder of a guide whose site has no subject."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return film.program_of(film.path_of(NAME))


def test_a_guide_without_a_subject_records_replays_too(tea: Path):
    data = record.record(tea)

    kept = Replay.model_validate(json.loads(film.written(data)))

    assert kept.scenes == ["You pour", "You wait"]
    assert [step.counts for step in kept.films[0].steps] == [{"cup": "hot"}, {"cup": "cold"}]
    assert kept.films[0].steps[0].chips == {"cup": [(0, "steams")]}


def test_a_recording_that_differs_in_times_only_is_not_written(tea: Path):
    target = tea.with_suffix(".json")
    assert record.keep(tea, record.record(tea)) is False
    assert target.read_text() == FILES[target.relative_to(Path.cwd()).as_posix()]

    tea.write_text(tea.read_text().replace("It is cold.", "It is icy."))

    assert record.keep(tea, record.record(tea)) is True
    assert "icy" in target.read_text()


def test_films_that_go_through_other_scenes_are_refused(tea: Path):
    text = tea.read_text().replace('{"open": {', '{"lid": {"title": "Lid"}, "open": {')
    tea.write_text(text.replace('"You wait"', 'f"You wait {film}"'))

    with pytest.raises(record.RecorderError, match="'lid' and 'open' have other scenes"):
        record.record(tea)


def test_messages_of_one_name_are_numbered():
    stage = Stage()

    assert [stage.message("tea"), stage.message("milk"), stage.message("tea")] == [0, 1, 2]
    assert stage.messages == ["tea", "milk", "tea #2"]


def test_every_replay_of_the_site_is_small():
    assert film.names()
    sizes = {name: film.path_of(name).stat().st_size for name in film.names()}
    assert max(sizes.values()) <= film.LARGEST, sizes


@pytest.mark.parametrize("path", film.recorders(), ids=lambda path: path.stem)
def test_a_recording_says_what_its_recorder_says(path: Path):
    defines = record.program(path)

    kept = film.read(path.with_suffix(".json")).replay

    assert (kept.title, kept.note) == (defines["TITLE"], defines.get("NOTE", ""))
    assert kept.claims == defines.get("CLAIMS", [])
    for each in kept.films:
        heard = Words()
        defines["play"](heard, each.name)
        told = [step.say for step in each.steps]
        assert heard.words == list(zip(kept.scenes, told, strict=True)), each.name
    titles = {name: each["title"] for name, each in defines["FILMS"].items()}
    assert {each.name: each.title for each in kept.films} == titles
