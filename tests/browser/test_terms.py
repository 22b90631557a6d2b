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
    assert page.url.endswith("/celery/glossary/#broker")


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

    assert page.url.endswith("/celery/glossary/#broker")
