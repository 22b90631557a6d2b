"""What a page's head says to search engines: a course, its chapters, and each one's place."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from handoff.guides.guide import chapters
from handoff.machines.pages import CANONICAL
from handoff.machines.site import add
from handoff.publish.policy import rules
from tests.fixtures.site import BUILT_FOR
from tests.machines.knots import ADDRESS, laid

BLOCK = re.compile(r'<script type="application/ld\+json">(.+?)</script>')
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def said(page: Path) -> list[dict]:
    return [json.loads(block) for block in BLOCK.findall(page.read_text(encoding="utf-8"))]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    built = laid(tmp_path)
    monkeypatch.chdir(tmp_path)
    add(built)
    return built


def test_a_guide_is_a_course_of_its_chapters(site: Path):
    [course] = said(site / "knots" / "index.html")

    assert (course["@type"], course["name"]) == ("Course", "Knots")
    assert course["description"] == "The guide."
    assert course["hasPart"] == [{"@id": f"{ADDRESS}knots/01-a-bight/"}]
    assert course["timeRequired"] == "PT5M"


def test_a_chapter_has_its_place_in_the_course_and_a_quiz(site: Path):
    [chapter] = said(site / "knots" / "01-a-bight" / "index.html")
    [course] = said(site / "knots" / "index.html")

    assert chapter["@type"] == "LearningResource"
    assert chapter["@id"] in [part["@id"] for part in course["hasPart"]]
    assert chapter["isPartOf"]["@id"] == course["@id"]
    assert chapter["position"] == 1
    assert chapter["teaches"] == ["tell a bight from a knot"]
    assert chapter["hasPart"]["@type"] == "Quiz"


def test_other_pages_and_sites_without_an_address_say_nothing(site: Path, tmp_path: Path):
    assert said(site / "knots" / "glossary" / "index.html") == []

    nowhere = laid(tmp_path, address="")
    add(nowhere)

    assert said(nowhere / "knots" / "01-a-bight" / "index.html") == []


def test_text_that_looks_like_an_end_of_the_element_does_not_end_it(site: Path, tmp_path: Path):
    source = tmp_path / "docs" / "knots" / "01-a-bight.md"
    source.write_text(source.read_text().replace("title: A bight", 'title: "A </script> bight"'))
    page = site / "knots" / "01-a-bight" / "index.html"
    page.write_text(BLOCK.sub("", page.read_text()))

    add(site)

    assert said(page)[0]["name"] == "A </script> bight"


def test_the_policy_names_no_data_as_a_script():
    page = '<script type="application/ld+json">{"@type":"Course"}</script>'

    assert "sha256" not in rules([page])


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_every_chapter_of_this_site_says_what_it_is(builds, builder: str):
    for chapter in chapters():
        [data] = said(builds(builder) / chapter.name / "index.html")

        assert data["@id"] == f"{BUILT_FOR}{chapter.name}/"
        assert data["name"] == chapter.title and data["position"] == chapter.number


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_the_sitemap_names_every_page_by_its_canonical_address(builds, builder: str):
    listed = {each.text for each in ET.parse(builds(builder) / "sitemap.xml").iter(LOC)}
    pages = [page.read_text(encoding="utf-8") for page in builds(builder).rglob("index.html")]
    canonical = {found[1] for page in pages if (found := CANONICAL.search(page))}

    assert len(canonical) > 20
    assert canonical == listed
