"""From one page of the site to another: the content comes, scripts and sheets stay."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.fixtures.site import BUILT_FOR

FIRST = "celery/01-what-celery-is-and-why/"
SECOND = "celery/02-the-broker-and-the-worker/"
READY = "!!customElements.get('quiz-check')"
FOLLOW = "document.querySelector('.onward a:last-child').click()"  # without scrolling to it
TOP = "(id) => Math.round(document.getElementById(id).getBoundingClientRect().top)"


@pytest.fixture
def visited(site: str, page: Page) -> Page:
    """On chapter 1, in a window that knows it if it was not loaded anew."""
    page.goto(site + FIRST)
    page.wait_for_function(READY)
    page.evaluate("window.kept = true")
    return page


def kept(page: Page) -> bool:
    return page.evaluate("window.kept === true")


def onward(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Onward").get_by_role("link").last


def go_on(page: Page) -> None:
    onward(page).click()
    is_on(page, "The broker and the worker")


def is_on(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def test_a_chapter_comes_in_the_same_window_from_its_top(site: str, visited: Page):
    visited.evaluate("scrollTo(0, document.body.scrollHeight)")

    go_on(visited)

    assert kept(visited)
    expect(visited).to_have_url(site + SECOND)
    expect(visited).to_have_title("The broker and the worker - Handoff")
    expect(visited.locator("link[rel=canonical]")).to_have_attribute("href", BUILT_FOR + SECOND)
    expect(visited.locator("link[rel=stylesheet][href*='site.css']")).to_have_count(1)
    assert visited.evaluate("scrollY") == 0


def test_keyboards_and_screen_readers_go_on_at_its_heading(visited: Page):
    onward(visited).press("Enter")
    is_on(visited, "The broker and the worker")

    expect(visited.get_by_role("heading", level=1)).to_be_focused()
    visited.keyboard.press("Tab")
    inside = "document.querySelector('.md-content').contains(document.activeElement)"
    assert visited.evaluate(inside)


def test_all_that_scripts_add_is_there(visited: Page):
    go_on(visited)

    expect(visited.get_by_role("button", name="Copy to clipboard").first).to_be_attached()
    expect(visited.locator("quiz-check form").first.locator(".quiz__key")).to_be_hidden()
    reading = visited.locator(".md-sidebar--secondary .md-nav__link--active")
    heading = visited.locator(".md-content h2[id]").nth(1)
    heading.evaluate("heading => heading.scrollIntoView()")
    expect(reading).to_have_attribute("href", f"#{heading.get_attribute('id')}")


def test_back_and_forward_find_the_place_again(visited: Page):
    visited.evaluate("addEventListener('click', () => (window.left = scrollY), true)")
    go_on(visited)
    assert visited.evaluate("left") > 900
    visited.evaluate("scrollTo(0, 500)")
    visited.wait_for_function("history.state?.y === 500")

    visited.go_back()
    is_on(visited, "What Celery is, and why")
    visited.wait_for_function("Math.abs(scrollY - left) < 2")
    visited.go_forward()

    is_on(visited, "The broker and the worker")
    visited.wait_for_function("scrollY === 500")
    assert kept(visited)


def test_a_link_to_a_section_of_another_page_leads_there(site: str, visited: Page):
    visited.evaluate(
        """() => document.querySelector("h1").insertAdjacentHTML("afterend",
          "<a href='../glossary/#broker' id=go>go</a>")"""
    )
    visited.evaluate(
        "HTMLElement.prototype.showPopover = undefined"
    )  # else a word's entry opens here

    visited.locator("#go").click()

    expect(visited).to_have_url(f"{site}celery/glossary/#broker")
    visited.wait_for_function(f"(({TOP})('broker') - 60) ** 2 < 60 ** 2")
    assert visited.evaluate("document.querySelector(':target').id") == "broker"
    assert kept(visited)


def test_sections_of_the_same_page_are_the_browsers_own(visited: Page):
    contents = visited.locator(".md-sidebar--secondary").get_by_role("link")
    contents.nth(2).click()
    expect(visited.locator(":target")).to_be_in_viewport()
    contents.nth(4).click()
    place = visited.evaluate("scrollY")
    visited.evaluate(FOLLOW)
    is_on(visited, "The broker and the worker")

    visited.go_back()

    is_on(visited, "What Celery is, and why")
    visited.wait_for_function(f"Math.abs(scrollY - {place}) < 2")
    assert kept(visited)


def test_a_link_that_is_followed_while_another_page_comes_wins(site: str, visited: Page):
    visited.route(f"**/{SECOND}", lambda route: None)  # never answered
    onward(visited).click()

    visited.get_by_role("navigation", name="Header").get_by_role("link", name="Review").click()

    expect(visited).to_have_url(f"{site}review/")
    is_on(visited, "Review")
    assert kept(visited)


def test_the_header_says_in_which_guide_the_reader_is(visited: Page):
    links = visited.get_by_role("navigation", name="Header")
    links.get_by_role("link", name="Message queues").click()
    is_on(visited, "Webhooks and message queues")

    expect(links.locator("[data-here]")).to_have_text("Message queues")


def test_what_is_no_page_or_gone_is_left_to_the_browser(site: str, visited: Page):
    visited.evaluate("document.querySelector('h1').innerHTML = '<a href=\"../gone/\">gone</a>'")

    visited.get_by_role("link", name="gone", exact=True).click()

    is_on(visited, "There is no page here")
    assert not kept(visited)
    visited.mishaps.clear()  # the browser reports the 404


def test_a_new_tab_is_the_readers_choice(visited: Page):
    with visited.context.expect_page() as tab:
        onward(visited).click(modifiers=["ControlOrMeta"])

    assert "02-" in tab.value.url
    is_on(visited, "What Celery is, and why")


def test_a_page_in_another_language_is_loaded_as_a_whole(visited: Page):
    def translated(route):
        answer = route.fetch()
        route.fulfill(
            response=answer, body=answer.text().replace('<html lang="en"', '<html lang="eo"')
        )

    visited.route(f"**/{SECOND}", translated)

    go_on(visited)

    assert not kept(visited)


def test_on_a_phone_the_drawer_closes_behind_a_choice(mkdocs_site: str, open_page):
    page = open_page(viewport={"width": 360, "height": 700}, reduced_motion="reduce")
    page.goto(mkdocs_site + FIRST)
    page.wait_for_function(READY)
    page.locator("header label[for=__drawer]").click()

    page.get_by_role("navigation", name="Celery").get_by_role("link", name="Glossary").click()

    is_on(page, "Glossary")
    assert not page.evaluate("document.querySelector('#__drawer').checked")
