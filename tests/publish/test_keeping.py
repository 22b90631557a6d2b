"""A reader keeps a whole guide and its labs, reads without a network, and removes them again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handoff.publish.keeping import belonging
from handoff.samples.waiting import wait_until
from tests.browser.axe import violations

GUIDE = "one-busy-process/"
CHAPTER = "one-busy-process/01-iterators-and-generators/"
KEPT = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map(({ url }) => new URL(url).pathname.slice(1));
}"""


@pytest.fixture
def overview(page: Page, mkdocs_site: str) -> Page:
    page.set_default_timeout(60_000)
    page.goto(mkdocs_site + GUIDE)
    return page


def row(page: Page, name: str):
    return page.locator(".keep__row", has_text=name)


def press(page: Page, name: str, label: str) -> None:
    row(page, name).get_by_role("button", name=label).click()


def test_a_list_has_what_the_guide_s_pages_need_and_nothing_of_others(tmp_path: Path):
    pages = {
        "knots/index.html": '<a href="01-tie/"> <a href="../once/">',
        "once/index.html": "",
        "knots/01-tie/index.html": '<a href="../../terms/"> <img src="../knot.png"> <a href="#x">',
        "knots/02-untie/index.html": '<a href="../../terms/#rope"><script src="../../a.js">',
        "terms/index.html": "",
        "ropes/index.html": "",
        "index.html": "",
    }
    for name, text in pages.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "knots" / "knot.png").write_text("")
    (tmp_path / "a.js").write_text("")

    found = belonging(tmp_path, sorted((tmp_path / "knots").rglob("*.html")))

    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "index.html",
        "knots/01-tie/index.html",
        "knots/02-untie/index.html",
        "knots/index.html",
        "knots/knot.png",
        "terms/index.html",
    ]


def test_a_kept_guide_is_read_searched_and_run_without_a_network(overview: Page, mkdocs_site: str):
    press(overview, "This guide", "Keep")
    expect(row(overview, "This guide")).to_contain_text("kept on this device", timeout=60_000)
    press(overview, "What runs its labs", "Keep")
    expect(row(overview, "What runs its labs")).to_contain_text("kept", timeout=120_000)
    overview.wait_for_function("navigator.serviceWorker.controller")

    overview.context.set_offline(True)
    overview.goto(mkdocs_site + CHAPTER)
    expect(overview.get_by_role("heading", level=1)).to_have_text("Iterators and generators")
    lab = overview.locator("code-lab").first
    lab.locator('[data-do="uncover"]').click()
    lab.locator('[data-do="run"]').click()
    expect(lab).to_contain_text("It printed what was recorded", timeout=120_000)
    overview.keyboard.press("/")
    overview.get_by_role("searchbox").fill("generator")
    expect(overview.get_by_role("dialog").get_by_role("link").first).to_be_visible()
    overview.context.set_offline(False)
    overview.mishaps.clear()  # what was asked for while there was no network


def test_what_is_removed_is_gone_and_what_another_list_needs_stays(
    overview: Page, mkdocs_site: str
):
    press(overview, "This guide", "Keep")
    expect(row(overview, "This guide")).to_contain_text("kept on this device", timeout=60_000)
    overview.goto(mkdocs_site + "message-queues/")
    press(overview, "This guide", "Keep")
    expect(row(overview, "This guide")).to_contain_text("kept on this device", timeout=60_000)
    assert {CHAPTER, "celery/glossary/"} <= set(overview.evaluate(KEPT))

    overview.goto(mkdocs_site + GUIDE)
    press(overview, "This guide", "Remove")

    expect(row(overview, "This guide").get_by_role("button", name="Keep")).to_be_visible()
    wait_until(lambda: CHAPTER not in overview.evaluate(KEPT), "the chapter to go")
    assert "celery/glossary/" in overview.evaluate(KEPT)


def test_a_broken_line_is_told_and_keeping_goes_on_from_there(overview: Page):
    overview.context.set_offline(True)
    press(overview, "This guide", "Keep")
    expect(row(overview, "This guide")).to_contain_text("the network is gone; 0.0 MB of")

    overview.context.set_offline(False)
    press(overview, "This guide", "Go on")

    expect(row(overview, "This guide")).to_contain_text("kept on this device", timeout=60_000)
    assert {CHAPTER, f"{GUIDE}offline.json"} <= set(overview.evaluate(KEPT))
    overview.mishaps.clear()


def test_the_rows_are_accessible_and_say_how_much(overview: Page):
    expect(row(overview, "This guide")).to_contain_text("files, ")
    expect(row(overview, "This guide")).to_contain_text("MB")

    assert violations(overview, "keep-offline") == []
