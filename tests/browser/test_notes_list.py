"""Bookmarks and notes on the progress page: listed by chapter, edited, deleted and brought back."""

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.notes import CHAPTER, HEADING, KEY, WRITTEN, kept, noted, store


def test_the_list_leads_to_the_section_and_is_in_the_order_of_the_chapter(
    page: Page, mkdocs_site: str
):
    later = "celery/02-the-broker-and-the-worker/"
    store(
        page,
        mkdocs_site,
        {
            f"{later}#recap": noted("later", "Recap"),
            f"{CHAPTER}#recap": noted("", "Recap", mark=True),
            KEY: noted(WRITTEN),
        },
    )
    notes = page.locator("section").filter(
        has=page.get_by_role("heading", name="Your bookmarks and notes")
    )

    titles = notes.get_by_role("heading", level=3)
    expect(titles).to_have_text(
        ["Celery: What Celery is, and why", "Celery: The broker and the worker"]
    )
    rows = notes.get_by_role("listitem")
    expect(rows.nth(0)).to_contain_text(HEADING)
    expect(rows.nth(0)).to_contain_text(WRITTEN)
    expect(rows.nth(1)).to_contain_text("bookmark")
    rows.nth(0).get_by_role("link", name=HEADING).click()
    expect(page).to_have_url(mkdocs_site + KEY)
    expect(page.get_by_text(WRITTEN)).to_be_visible()


def test_a_note_is_edited_deleted_and_brought_back_on_the_list(page: Page, mkdocs_site: str):
    store(page, mkdocs_site, {KEY: noted("old words", mark=True)})

    page.get_by_role("button", name=f"Edit {HEADING}").click()
    page.get_by_label("Your note", exact=True).fill("new words")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("listitem").get_by_text("new words", exact=True)).to_be_visible()
    page.get_by_role("button", name=f"Delete {HEADING}").click()
    expect(page.get_by_text("new words", exact=True)).to_have_count(0)
    assert kept(page)[KEY]["text"] == "" and kept(page)[KEY]["mark"] is False
    page.get_by_role("button", name=f"Undo {HEADING}").click()

    expect(page.get_by_text("new words", exact=True).first).to_be_visible()
    assert kept(page)[KEY]["text"] == "new words" and kept(page)[KEY]["mark"] is True


def test_a_section_or_chapter_that_is_gone_leaves_its_note(page: Page, mkdocs_site: str):
    store(
        page,
        mkdocs_site,
        {
            f"{CHAPTER}#once-there-was": noted("about it", "Once there was"),
            "celery/00-gone/#start": {**noted("of old", "Start"), "title": "A chapter of old"},
        },
    )
    section = page.get_by_role("listitem").filter(has_text="Once there was")

    expect(section).to_contain_text("This section is gone. Your note stays.")
    expect(section).to_contain_text("about it")
    expect(section.get_by_role("link")).to_have_attribute("href", mkdocs_site + CHAPTER)
    expect(page.get_by_text("This chapter is gone.").locator("visible=true")).to_have_count(1)
    expect(page.get_by_role("heading", name="A chapter of old")).to_be_visible()
    expect(page.get_by_text("of old", exact=True)).to_be_visible()


def test_axe_finds_nothing_in_the_list(page: Page, mkdocs_site: str):
    page.emulate_media(reduced_motion="reduce")
    gone = f"{CHAPTER}#gone"
    store(page, mkdocs_site, {KEY: noted(WRITTEN, mark=True), gone: noted("old", "Gone")})
    page.get_by_role("button", name=f"Edit {HEADING}").click()
    page.get_by_role("button", name="Delete Gone").click()

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, "article") == []
