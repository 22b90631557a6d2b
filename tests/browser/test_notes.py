"""Bookmarks and a reader's own notes at a section: set by anyone, in any state, never lost."""

import pytest
from playwright.sync_api import Page, expect

from handoff.samples.waiting import wait_until
from tests.browser.axe import ALL_BUT_CONTRAST, violations
from tests.browser.notes import CHAPTER, HEADING, KEY, WRITTEN, kept, opened, write
from tests.browser.test_lasting import BLOCKED, FULL


def test_who_only_looks_loads_nothing_of_it(page: Page, mkdocs_site: str):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mkdocs_site + CHAPTER)
    page.wait_for_function("!!customElements.get('reader-marks')")
    page.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))")
    assert not [url for url in asked if "/notes" in url]

    expect(opened(page, mkdocs_site)).to_be_visible()

    assert [url for url in asked if "/notes" in url]


def test_its_buttons_push_nothing_about(page: Page, mkdocs_site: str):
    held = []
    page.route("**/notes.css", lambda route: held.append(route))
    with page.expect_request("**/notes.css"):
        button = opened(page, mkdocs_site)
    tops = """() => [...document.querySelectorAll('.md-content h2')]
      .map((heading) => heading.getBoundingClientRect().top + scrollY)"""
    before = page.evaluate(tops)
    expect(button).to_have_count(0)

    held[0].continue_()
    expect(button).to_be_visible()

    assert page.evaluate(tops) == pytest.approx(before, abs=20)


def test_a_section_is_bookmarked_and_noted_by_keyboard_alone(page: Page, site: str):
    button = opened(page, site)
    expect(button).to_have_attribute("aria-expanded", "false")

    button.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="Bookmarked.")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("first line\nsecond line")
    page.keyboard.press("Escape")

    expect(page.get_by_role("status").filter(has_text="Note saved.")).to_be_visible()
    expect(button).to_be_focused()
    expect(button).to_have_accessible_name(
        f"Bookmark or note: {HEADING}, bookmarked, with your note"
    )
    page.reload()
    expect(page.get_by_text("first line\nsecond line")).to_be_visible()
    assert kept(page)[KEY]["text"] == "first line\nsecond line"
    assert kept(page)[KEY]["mark"] is True


def test_what_was_typed_is_kept_without_a_press_on_done(page: Page, mkdocs_site: str):
    opened(page, mkdocs_site).click()
    page.get_by_label("Your note", exact=True).press_sequentially("half a th")

    page.reload()

    expect(page.get_by_text("half a th")).to_be_visible()


def test_an_emptied_note_is_gone_and_a_bookmark_stays(page: Page, mkdocs_site: str):
    opened(page, mkdocs_site).click()
    page.get_by_label("Bookmark this section").check()
    page.get_by_label("Your note", exact=True).fill("soon gone")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("soon gone")).to_be_visible()

    write(page, mkdocs_site, "  ")

    expect(page.get_by_role("status").filter(has_text="Note removed.")).to_be_visible()
    expect(page.locator(".jotting__text:visible")).to_have_count(0)
    assert kept(page)[KEY]["text"] == "" and kept(page)[KEY]["mark"] is True


def test_without_javascript_nothing_of_it_shows(open_page, mkdocs_site: str):
    page = open_page(java_script_enabled=False)

    page.goto(mkdocs_site + CHAPTER)

    expect(page.get_by_role("heading", name=HEADING)).to_be_visible()
    expect(page.get_by_text("Bookmark or note")).to_have_count(0)
    page.goto(mkdocs_site + "progress/")
    expect(page.get_by_role("heading", name="Your bookmarks and notes")).to_be_hidden()


def test_a_blocked_storage_is_told_and_survived(page: Page, mkdocs_site: str):
    page.add_init_script(BLOCKED)

    write(page, mkdocs_site, "in vain")

    expect(page.get_by_role("status").filter(has_text="won’t store anything")).to_be_visible()
    expect(page.get_by_text("in vain")).to_be_visible()
    assert [each for each in page.mishaps if "SecurityError" not in each] == []
    page.mishaps.clear()  # the theme's own scripts do not survive it


def test_a_full_storage_is_told_and_survived(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + CHAPTER)
    page.evaluate(FULL)

    write(page, mkdocs_site, "too much")

    expect(page.get_by_role("status").filter(has_text="storage is full")).to_be_visible()
    expect(page.get_by_text("too much")).to_be_visible()


def test_two_tabs_that_write_to_one_section_lose_no_word(page: Page, mkdocs_site: str):
    opened(page, mkdocs_site).click()
    other = page.context.new_page()
    opened(other, mkdocs_site).click()
    page.get_by_label("Your note", exact=True).fill("from one tab")
    page.get_by_role("button", name="Done").click()
    wait_until(
        lambda: KEY in other.evaluate("JSON.parse(localStorage.handoff).notes"), "the other tab"
    )

    other.get_by_label("Your note", exact=True).fill("from the other")
    other.get_by_role("button", name="Done").click()

    expect(other.get_by_text("from one tab\n\nfrom the other")).to_be_visible()
    expect(page.get_by_text("from one tab\n\nfrom the other")).to_be_visible()


def test_the_way_back_in_is_the_section_that_was_read_last(page: Page, mkdocs_site: str):
    """Neither a box that is open above it nor a note changes that."""
    write(page, mkdocs_site, "long\n" * 30, "Some work is too slow for a request")
    heading = page.get_by_role("heading", name="Recap")
    heading.scroll_into_view_if_needed()
    page.wait_for_function(
        "Object.values(JSON.parse(localStorage.handoff).pages)[0].section === 'recap'"
    )

    page.goto(mkdocs_site)

    back = page.get_by_text("Continue where you left off:").get_by_role("link")
    expect(back).to_have_text("What Celery is, and why: Recap")


def test_axe_finds_nothing_in_a_chapter_with_notes(page: Page, mkdocs_site: str):
    page.emulate_media(reduced_motion="reduce")  # colours change at once
    write(page, mkdocs_site, WRITTEN)
    opened(page, mkdocs_site, "Recap").click()

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, ".md-content") == []
    page.emulate_media(forced_colors="active")
    assert violations(page, ".md-content", **ALL_BUT_CONTRAST) == []


def test_every_target_is_44_pixels_on_a_phone(open_page, mkdocs_site: str):
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(mkdocs_site + CHAPTER)
    page.evaluate("scrollBy(0, 300)")
    button = page.get_by_role("button", name=f"Bookmark or note: {HEADING}")
    button.tap()
    targets = [
        button,
        page.get_by_text("Bookmark this section"),
        page.get_by_label("Your note", exact=True),
        page.get_by_role("button", name="Done"),
    ]

    sizes = [target.bounding_box() for target in targets]

    assert all(size["width"] >= 43.9 and size["height"] >= 43.9 for size in sizes), sizes
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_icon_is_seen_with_forced_colours(page: Page, mkdocs_site: str):
    page.emulate_media(forced_colors="active", color_scheme="dark")
    button = opened(page, mkdocs_site)

    drawn = button.evaluate("part => getComputedStyle(part, '::before').backgroundColor")
    ground = button.evaluate("() => getComputedStyle(document.body).backgroundColor")

    assert drawn != ground
