"""Every page of the built site, as people with all kinds of machines and senses meet it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import ALL_BUT_CONTRAST, CONTRAST_ONLY, violations

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
LEAVE_WHAT_IS_NEW = """(seen) => {
  const known = new Set(seen), looks = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    const { parentElement, localName, dataset } = element;
    const own = [localName, ...[...element.classList].sort(), dataset.piece].join(".");
    looks.set(element, `${looks.get(parentElement) ?? ""} ${own}`);
  }
  const stay = new Set();
  for (let [element, look] of looks) {
    if (known.has(look)) continue;
    known.add(look);
    for (; element; element = element.parentElement) stay.add(element);
  }
  for (const element of looks.keys()) {
    if (!stay.has(element)) element.style.setProperty("display", "none", "important");
  }
  return [...known];
}"""
CHAPTER = "celery/01-what-celery-is-and-why/"


def paths(folder: Path) -> Iterator[str]:
    """Where each page is, from the site's root; there are many."""
    pages = sorted(folder.rglob("index.html"))
    assert len(pages) > 15
    for page in pages:
        path = page.parent.relative_to(folder).as_posix()
        yield "" if path == "." else f"{path}/"


@pytest.mark.timeout(900)
def test_axe_finds_nothing_on_any_page(mkdocs_site, builds, page):
    """All but contrast, of which the two tests below have the say."""
    for path in paths(builds("mkdocs")):
        page.goto(mkdocs_site + path)
        assert violations(page, **ALL_BUT_CONTRAST) == [], path


@pytest.mark.timeout(900)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_on_any_page(mkdocs_site, builds, open_page, scheme):
    """Elements of the same classes inside the same ones have the same colours: looked at once."""
    page = open_page(color_scheme=scheme, viewport=PHONE)
    seen: list[str] = []

    for path in paths(builds("mkdocs")):
        page.goto(mkdocs_site + path)
        seen = page.evaluate(LEAVE_WHAT_IS_NEW, seen)
        assert violations(page, **CONTRAST_ONLY) == [], path


@pytest.mark.slow
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_in_any_look(
    mkdocs_site, builds, open_page, scheme, viewport
):
    page = open_page(color_scheme=scheme, viewport=viewport)

    for path in paths(builds("mkdocs")):
        page.goto(mkdocs_site + path)
        assert violations(page) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_chapter_of_either_builder(site, open_page, scheme):
    page = open_page(color_scheme=scheme, viewport=PHONE)

    page.goto(site + CHAPTER)

    assert violations(page) == []


def test_no_page_scrolls_sideways_on_a_narrow_phone(mkdocs_site, builds, open_page):
    page = open_page(viewport={"width": 320, "height": 700})

    for path in paths(builds("mkdocs")):
        page.goto(mkdocs_site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_every_page_has_one_h1_a_title_and_a_description(builds, mkdocs_site, page):
    for path in paths(builds("mkdocs")):
        page.goto(mkdocs_site + path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        described = page.locator("meta[name=description]").get_attribute("content")
        assert 50 <= len(described) <= 170, f"{path}: {described}"


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_a_guide_s_overview_has_one_name_in_its_navigation(builds, builder):
    for overview in builds(builder).glob("*/01-*/../index.html"):
        names = re.findall(r'md-ellipsis">([^<]*)<', overview.read_text())

        assert names[0] == "Overview"


def test_a_reader_walks_from_home_through_chapter_1_to_the_next(site, page):
    page.goto(site)
    page.get_by_role("link", name="Start with chapter 1").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What Celery is, and why")
    expect(page.get_by_text("phase 1 of 8")).to_be_visible()
    onward = page.get_by_role("navigation", name="Onward")
    expect(onward.get_by_role("link", name="Guide overview")).to_be_visible()

    onward.get_by_role("link", name="Phase 2").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("The broker and the worker")


def test_the_flowchart_is_an_image_with_a_name_and_a_description(site, page):
    page.goto(site + CHAPTER)
    picture = page.get_by_role("img", name="The four pieces that carry a task")

    expect(picture).to_have_count(1)  # the twin for phones is not there for a screen reader
    expect(picture).to_have_accessible_description(re.compile("^Your app, the client, enqueues"))


def test_the_four_colours_of_the_flowchart_differ_and_change_with_the_scheme(site, open_page):
    seen = {}
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        page.goto(site + CHAPTER)
        shapes = page.locator(".diagram__wide .node .label-container").all()
        seen[scheme] = [shape.evaluate("e => getComputedStyle(e).stroke") for shape in shapes]

    assert len(set(seen["light"])) == len(set(seen["dark"])) == 4
    assert set(seen["light"]).isdisjoint(seen["dark"])


def test_the_switch_of_the_header_beats_the_system_and_is_kept(site, open_page):
    page = open_page(color_scheme="light")
    page.goto(site + CHAPTER)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.get_by_title("Switch to dark").click()
    page.reload()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_without_javascript_a_chapter_is_whole_and_dark_where_the_system_is(site, open_page):
    page = open_page(java_script_enabled=False, color_scheme="dark")

    page.goto(site + CHAPTER)

    expect(page.get_by_role("heading", name="Recap")).to_be_visible()
    expect(page.get_by_role("img", name="The four pieces")).to_be_visible()
    expect(page.get_by_text("send_welcome_email.delay(user.id)").first).to_be_visible()
    expect(page.get_by_role("group", name="Every worker is busy.")).to_be_visible()


def test_an_unknown_address_is_answered_in_the_site_s_own_voice(site, page):
    page.mishaps.clear()
    page.goto(site + "no/such/page/")

    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    page.mishaps.clear()  # the browser reports the 404 itself as an error
