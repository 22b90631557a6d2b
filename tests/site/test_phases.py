"""The list of a guide's phases."""

from handoff import root
from handoff.guides import phases
from handoff.guides.guide import chapters
from handoff.pages.page import Fence, Page


def overview() -> Page:
    return Page(root() / "docs" / "celery" / "index.md", "")


def read(source: str):
    return phases.read(Fence("phases", source.splitlines(), 1), overview())


def html(source: str) -> str:
    return phases.html(read(source).value, overview())


def test_every_chapter_is_listed_with_a_link_and_its_facts():
    made = html("celery")

    for chapter in chapters("celery"):
        assert f'<a href="{chapter.stem}/">{chapter.meta["title"]}</a>' in made
        assert f"{chapter.meta['difficulty']} · {chapter.meta['minutes']} min" in made


def test_a_phase_to_come_says_so_and_is_no_link():
    made = html("celery\n99 · A phase that nobody has written · advanced · Other people's brokers.")

    assert "A phase that nobody has written" in made
    assert "advanced · not yet written" in made
    assert "written</a>" not in made


def test_a_line_that_announces_nothing_is_told_with_its_place():
    [problem] = read("celery\nCloud").problems

    assert str(problem).endswith(
        'index.md:3:1: "Cloud" announces no phase; '
        "write it as number · title · difficulty · one line"
    )
