"""The list of a guide's phases."""

from pathlib import Path

import pytest
import yaml
from pymdownx.superfences import SuperFencesException

import handoff
from handoff.guides.chapters import chapters
from handoff.guides.phases import phases_fence


def html(source: str) -> str:
    return phases_fence(source, "phases", "phases", {}, None)


def test_every_chapter_is_listed_with_a_link_and_its_facts():
    made = html("celery")

    for chapter in chapters("celery"):
        assert f'<a href="{chapter.path.stem}/">{chapter.meta["title"]}</a>' in made
        assert f"{chapter.meta['difficulty']} · {chapter.meta['minutes']} min" in made


def test_a_phase_to_come_says_so_and_is_no_link():
    made = html("celery\n99 · Tasks in the cloud · advanced · Other people's brokers.")

    assert "Tasks in the cloud" in made
    assert "advanced · not yet written" in made
    assert "cloud</a>" not in made


def test_a_line_that_announces_nothing_stops_the_build():
    with pytest.raises(SuperFencesException, match="'Cloud' is not 'number · title"):
        html("celery\nCloud")


def test_a_chapter_says_phase_n_of_as_many_as_there_are():
    config = Path(handoff.root() / "mkdocs.yml").read_text(encoding="utf-8")
    line = next(line for line in config.splitlines() if line.strip().startswith("celery: {"))
    said = yaml.safe_load(line)["celery"]["phases"]

    assert said == len(chapters("celery"))
