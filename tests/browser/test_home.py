"""The home page lets a reader feel the difference, by the rules of chapter 1's sample."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.site import ROOT

MEASURED = ROOT / "examples" / "celery" / "01-what-celery-is-and-why" / "measure.txt"


def test_its_numbers_are_those_of_the_recorded_run():
    home = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    inline, background = re.findall(r"the user waits (\w+ [\d.]+ s)", MEASURED.read_text())

    assert f"The user waits {inline}." in home
    assert f"The user waits {background}." in home
    assert f'data-seconds="{inline.split()[1]}" data-answered="{background.split()[1]}"' in home


def stand_still(page: Page, site: str) -> None:
    """The home page with a clock that goes only when it is told to."""
    page.clock.install(time=0)
    page.goto(site)
    page.clock.pause_at(120_000)


def test_inline_the_user_waits_and_can_press_nothing(site: str, page: Page):
    stand_still(page, site)
    inline = page.get_by_role("region", name="Inline")

    inline.get_by_role("button", name="Sign up").press("Enter")
    page.clock.run_for(2000)

    expect(inline.get_by_role("status")).to_have_text("The user has waited 2.0 s …")
    expect(inline.get_by_role("listitem")).to_have_text("web app sending the email")
    page.clock.run_for(2100)
    expect(inline.get_by_role("status")).to_have_text("“Welcome!” The user waited 4 s.")


def test_in_the_background_the_answer_is_there_and_messages_wait(site: str, page: Page):
    stand_still(page, site)
    background = page.get_by_role("region", name="Background")
    pieces = background.get_by_role("listitem")

    for _ in range(3):
        background.get_by_role("button", name="Sign up").press("Enter")

    expect(background.get_by_role("status")).to_have_text("“Welcome!” The user waited under 0.5 s.")
    expect(pieces.nth(1)).to_have_text("broker 2 messages waiting")
    expect(pieces.nth(2)).to_contain_text("worker sending")
    page.clock.run_for(13_000)
    expect(pieces.nth(1)).to_have_text("broker empty")
    expect(pieces.nth(2)).to_have_text("worker 3 sent")


def test_who_comes_from_another_page_can_press_the_buttons_too(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site + "celery/")
    page.wait_for_function("!!customElements.get('quiz-check')")

    page.locator("a.md-logo").first.click()

    expect(page).to_have_url(mkdocs_site)
    expect(page.get_by_role("button", name="Sign up inline")).to_be_visible()


def test_without_javascript_it_says_what_was_measured(mkdocs_site: str, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(mkdocs_site)

    expect(page.get_by_text("The user waits over 4 s.")).to_be_visible()
    expect(page.get_by_text("The user waits under 0.5 s.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign up")).to_have_count(0)


def test_it_is_one_screen_on_a_phone(mkdocs_site: str, open_page):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(mkdocs_site)

    button = page.get_by_role("button", name="Sign up in the background").bounding_box()

    assert button["y"] + button["height"] <= 740


@pytest.mark.parametrize("width", [360, 1280])
def test_an_answer_pushes_nothing_about(mkdocs_site: str, open_page, width: int):
    page = open_page(viewport={"width": width, "height": 740})
    stand_still(page, mkdocs_site)
    below = page.get_by_role("link", name="Start with chapter 1")
    before = below.bounding_box()["y"]

    for name in ("inline", "in the background"):
        page.get_by_role("button", name=f"Sign up {name}").press("Enter")
    told = page.get_by_role("region", name="Background").get_by_role("status")
    expect(told).to_contain_text("“Welcome!”")

    assert below.bounding_box()["y"] == before
    page.clock.run_for(4100)
    assert below.bounding_box()["y"] == before
