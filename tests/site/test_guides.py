"""The list of guides, and how they lead to each other."""

from pathlib import Path

import pytest

from handoff.guides import keep, listing, rules, sheets
from handoff.guides.guide import Guide
from handoff.pages.page import Fence, Page

CHAPTER = """---
title: {title}
description: What this chapter is about and whom it is for, in one sentence.
difficulty: beginner
minutes: {minutes}
objectives: {{}}
---
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch) -> Path:
    """Two guides, of two chapters and of one; the first one leads to the second."""
    (tmp_path / "mkdocs.yml").write_text("site_name: test\n")
    overview(tmp_path, "knots", "order: 1\nleads: {ropes: if yours is frayed}")
    overview(tmp_path, "ropes", "order: 2")
    for name, minutes in (("knots/01-tie", 10), ("knots/02-untie", 12), ("ropes/01-buy", 7)):
        text = CHAPTER.format(title=name[-3:], minutes=minutes)
        (tmp_path / "docs" / f"{name}.md").write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def overview(site: Path, name: str, front: str) -> None:
    page = site / "docs" / name / "index.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"---\ntitle: On {name}\ndescription: All of {name}.\n{front}\n---\n")


def home(site: Path) -> Page:
    return Page(site / "docs" / "index.md", "")


def read(site: Path):
    return listing.read(Fence("guides", [], 1), home(site))


def test_every_guide_is_listed_in_order_with_its_chapters_and_time(site: Path):
    made = listing.html(read(site).value, home(site))

    assert made.index("On knots") < made.index("On ropes")
    assert "2 chapters · 22 min" in made
    assert '<a href="ropes/">On ropes</a> if yours is frayed' in made


def test_a_way_that_leads_nowhere_is_told(site: Path):
    overview(site, "ropes", "leads: {knobs: if you like}")

    [problem] = read(site).problems

    assert 'ropes/index.md leads to "knobs", which is no guide; did you mean "knots"?' in str(
        problem
    )


def test_a_guide_has_the_pieces_and_colours_of_the_one_it_builds_on_and_its_own(site: Path):
    overview(site, "knots", "pieces: {rope: rope}")
    overview(site, "ropes", "builds_on: knots\npieces: {hook: hook}")
    for name in ("knots", "ropes"):
        (site / "docs" / name / "guide.css").write_text("")

    guide = Guide("ropes")

    assert guide.pieces == {"rope": "rope", "hook": "hook"}
    links = sheets.links(guide.chapters[0])
    assert links.index('"../../knots/guide.css"') < links.index('"../guide.css"')
    assert "ropes" not in sheets.links(Guide("knots").chapters[0])
    assert not list(rules.problems(guide.overview))


@pytest.mark.parametrize("base", ["knobs", "ropes"])
def test_building_on_what_is_no_guide_is_told(site: Path, base: str):
    overview(site, "ropes", f"builds_on: {base}")

    [problem] = rules.problems(Guide("ropes").overview)

    assert f'the guide builds on "{base}", which is no guide that stands by itself' in str(problem)
    assert str(problem).startswith("docs/ropes/index.md:4:1")


def test_a_guide_is_kept_from_its_own_pages_only(site: Path):
    fence = Fence("keep", [], 1)

    [problem] = keep.read(fence, home(site)).problems

    assert "of no guide, so there's nothing to keep; put the fence on a guide's" in str(problem)
    reading = keep.read(fence, Guide("ropes").overview)
    assert [row.what for row in reading.value] == ["This guide"]  # without labs
    assert 'data-list="offline.json"' in keep.html(reading.value, Guide("ropes").overview)
