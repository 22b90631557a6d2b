"""On a phone: every guide can be reached from within a chapter, and nothing lies over the code."""

import pytest
from playwright.sync_api import Page, expect

CHAPTER = "celery/01-what-celery-is-and-why/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
COVERED = """() => [...document.querySelectorAll("pre > .md-code__nav")]
  .map((buttons) => [buttons, buttons.parentNode.querySelector("code")])
  .filter(([buttons, code]) => {
    const [over, under] = [buttons.getBoundingClientRect(), code.getBoundingClientRect()];
    return over.bottom > under.top + 1 && over.top < under.bottom;
  })
  .map(([, code]) => code.textContent.slice(0, 40))"""
CLIPPED = """() => [...document.querySelectorAll(".md-code__button")]
  .map((button) => button.getBoundingClientRect())
  .filter(({ left, right }) => left < 0 || right > 390)"""


@pytest.fixture
def phone(open_page) -> Page:
    return open_page(**PHONE)


def drawer(phone: Page):
    phone.locator("header label[for=__drawer]").tap()
    return phone.get_by_role("navigation", name="Celery").first


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Home", ""),
        ("Message queues", "message-queues/"),
        ("Review", "review/"),
        ("Your progress", "progress/"),
    ],
)
def test_a_chapter_leads_to_the_places_of_the_site(phone: Page, site: str, name: str, path: str):
    phone.goto(site + CHAPTER)
    link = drawer(phone).get_by_role("link", name=name, exact=True)
    expect(link).to_be_in_viewport()

    link.tap()

    expect(phone).to_have_url(site + path)


def test_the_name_of_the_site_leads_home_from_any_page(phone: Page, mkdocs_site: str):
    phone.goto(mkdocs_site + CHAPTER)

    drawer(phone).get_by_role("link", name="Review", exact=True).tap()
    expect(phone.get_by_role("heading", name="Review", level=1)).to_be_visible()
    phone.get_by_role("banner").get_by_role("link", name="Handoff", exact=True).tap()

    expect(phone).to_have_url(mkdocs_site)


def test_the_drawer_leads_on_without_javascript(open_page, mkdocs_site: str):
    phone = open_page(**PHONE, java_script_enabled=False)
    phone.goto(mkdocs_site + CHAPTER)

    drawer(phone).get_by_role("link", name="One busy process", exact=True).tap()

    expect(phone).to_have_url(mkdocs_site + "one-busy-process/")


def test_a_desktop_has_them_once(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + CHAPTER)

    links = page.get_by_role("link", name="Message queues", exact=True).locator("visible=true")

    expect(links).to_have_count(1)


def test_copy_buttons_lie_over_no_code_and_can_be_hit(phone: Page, mkdocs_site: str):
    phone.goto(mkdocs_site + "celery/03-defining-and-calling-tasks/")
    expect(phone.locator(".md-code__button").first).to_be_attached()

    assert phone.evaluate(COVERED) == []
    assert phone.evaluate(CLIPPED) == []
