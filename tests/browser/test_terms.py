"""A word that the glossary explains opens where it stands; without JavaScript it is a link."""

from playwright.sync_api import Page, expect

from tests.site.test_pages import CHAPTER, violations


def test_a_word_opens_where_it_stands_and_escape_leads_back(site: str, page: Page):
    page.goto(site + CHAPTER)
    word = page.locator("article").get_by_role("link", name="broker", exact=True).first
    before = page.url

    word.focus()
    page.keyboard.press("Enter")

    entry = page.get_by_role("dialog", name="Broker")
    expect(entry).to_be_focused()
    expect(entry).to_contain_text("between client and worker")
    assert page.url == before
    assert violations(page) == []

    page.keyboard.press("Escape")
    expect(entry).to_have_count(0)
    expect(word).to_be_focused()


def test_its_links_lead_from_the_page_that_it_stands_on(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site + CHAPTER)
    page.locator("article").get_by_role("link", name="broker", exact=True).first.click()

    page.get_by_role("dialog", name="Broker").get_by_role("link", name="Open the glossary").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")
    expect(page).to_have_url(mkdocs_site + "celery/glossary/#broker")


def test_an_entry_that_comes_late_leaves_alone_who_has_gone_on(mkdocs_site: str, page: Page):
    held = []
    page.goto(mkdocs_site + CHAPTER)
    page.route("**/celery/glossary/", lambda route: held.append(route))
    page.locator("article").get_by_role("link", name="broker", exact=True).first.click()
    page.get_by_role("navigation", name="Onward").get_by_role("link").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The broker and the worker")

    held[0].continue_()
    page.wait_for_function(PARSED)
    page.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))")

    expect(page).to_have_url(mkdocs_site + "celery/02-the-broker-and-the-worker/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The broker and the worker")


PARSED = """() => performance.getEntriesByType("resource")
  .some(({ name }) => name.endsWith("/trusted.js"))"""


def test_the_entry_fits_a_phone(mkdocs_site: str, open_page):
    page = open_page(viewport={"width": 320, "height": 600})
    page.goto(mkdocs_site + CHAPTER)

    page.locator("article").get_by_role("link", name="broker", exact=True).first.click()

    box = page.get_by_role("dialog", name="Broker").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320
    assert box["y"] >= 0 and box["y"] + box["height"] <= 600


def test_without_javascript_the_word_is_a_link(mkdocs_site: str, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(mkdocs_site + CHAPTER)

    page.locator("article").get_by_role("link", name="broker", exact=True).first.click()

    expect(page).to_have_url(mkdocs_site + "celery/glossary/#broker")
