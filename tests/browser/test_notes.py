"""Bookmarks and a reader's own notes: set at a section, listed, carried in the file, never lost."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from handoff.samples.waiting import wait_until
from tests.browser.axe import ALL_BUT_CONTRAST, violations
from tests.browser.test_lasting import BLOCKED, FULL
from tests.quiz.javascript import in_javascript

CHAPTER = "celery/01-what-celery-is-and-why/"
HEADING = "Four pieces carry every task"
KEY = CHAPTER + "#four-pieces-carry-every-task"
WRITTEN = "The broker *keeps* it.\n\n<b>Who</b> asks?"


def opened(page: Page, site: str, heading: str = HEADING) -> Locator:
    """The button at a section, for a reader who has begun to scroll."""
    if not page.url.startswith(site + CHAPTER):
        page.goto(site + CHAPTER)
    page.mouse.wheel(0, 200)
    return page.get_by_role("button", name=f"Bookmark or note: {heading}")


def write(page: Page, site: str, text: str, heading: str = HEADING) -> None:
    button = opened(page, site, heading)
    button.click()
    page.get_by_label("Your note", exact=True).fill(text)
    page.get_by_role("button", name="Done").click()


def kept(page: Page) -> dict:
    return json.loads(page.evaluate("localStorage.handoff ?? '{}'")).get("notes", {})


def store(page: Page, site: str, notes: dict) -> None:
    page.goto(site + "progress/")
    whole = {"version": 3, "seed": "s", "answers": {}, "pages": {}, "notes": notes}
    page.evaluate("kept => localStorage.setItem('handoff', kept)", json.dumps(whole))
    page.reload()


def noted(text: str, heading: str = HEADING, at: int = 1000, mark: bool = False) -> dict:
    title = "What Celery is, and why"
    return {"at": at, "title": title, "heading": heading, "text": text, "mark": mark}


def test_who_only_looks_loads_nothing_of_it(page: Page, mkdocs_site: str):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mkdocs_site + CHAPTER, wait_until="networkidle")
    page.wait_for_function("!!customElements.get('reader-marks')")
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


def test_notes_travel_in_the_file_and_no_word_here_is_lost(
    page: Page, open_page, mkdocs_site: str, tmp_path: Path
):
    store(page, mkdocs_site, {KEY: noted("from the laptop", at=9000, mark=True)})
    with page.expect_download() as download:
        page.get_by_role("button", name="Export answers and notes").click()
    download.value.save_as(tmp_path / "file.json")

    other = open_page()
    recap = f"{CHAPTER}#recap"
    theirs = {KEY: noted("from the phone", at=5000), recap: noted("only here", "Recap")}
    store(other, mkdocs_site, theirs)
    expect(other.get_by_role("button", name="Export answers and notes")).to_be_visible()
    for _ in range(2):
        other.get_by_label("Import a file").set_input_files(tmp_path / "file.json")
        expect(other.get_by_role("status").filter(has_text="Imported.")).to_be_visible()

    expect(other.get_by_text("from the phone\n\nfrom the laptop").first).to_be_visible()
    assert kept(other)[KEY]["text"] == "from the phone\n\nfrom the laptop"
    assert kept(other)[KEY]["mark"] is True
    assert kept(other)[recap]["text"] == "only here"


def test_an_export_brings_back_a_note_that_was_deleted_since(page: Page, mkdocs_site: str):
    store(page, mkdocs_site, {KEY: noted("precious")})
    file = page.evaluate("localStorage.handoff")
    page.get_by_role("button", name=f"Delete {HEADING}").click()
    buffer = {"name": "file.json", "mimeType": "application/json", "buffer": file.encode()}

    page.get_by_label("Import a file").set_input_files([buffer])

    expect(page.get_by_text("precious", exact=True).first).to_be_visible()
    assert kept(page)[KEY]["text"] == "precious"


@pytest.mark.parametrize(
    ("older", "newer", "both"),
    [
        ("a", "b", "a\n\nb"),
        ("a", "a and more", "a and more"),
        ("a and more", "a", "a and more"),
        ("", "b", "b"),
        ("a", "", "a"),
    ],
)
def test_two_texts_are_joined_unless_one_holds_the_other(older: str, newer: str, both: str):
    assert in_javascript("notes/blend", [["joined", older, newer]]) == [both]


def test_own_notes_can_be_had_as_markdown_letter_by_letter(page: Page, mkdocs_site: str):
    notes = {KEY: noted(WRITTEN, mark=True), f"{CHAPTER}#gone": noted("old", "Gone")}
    store(page, mkdocs_site, notes)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download my notes as Markdown").click()

    assert download.value.suggested_filename == "handoff-notes.md"
    assert Path(download.value.path()).read_text(encoding="utf-8") == (
        f"# Celery\n\n## What Celery is, and why\n\n### ★ {HEADING}\n\n<{mkdocs_site}{KEY}>\n\n"
        f"{WRITTEN}\n\n### Gone\n\n<{mkdocs_site}{CHAPTER}>\n\nold\n"
    )


def test_deleting_everything_says_what_would_be_lost(page: Page, mkdocs_site: str):
    recap = f"{CHAPTER}#recap"
    store(page, mkdocs_site, {KEY: noted("a", mark=True), recap: noted("", "Recap", mark=True)})

    page.get_by_text("Delete everything", exact=True).click()

    told = page.locator("details").filter(has_text="You can’t undo this.")
    expect(told).to_contain_text("notes (1), bookmarks (2)")
    page.get_by_role("button", name="Delete everything now").click()
    expect(page.get_by_role("heading", name="Your bookmarks and notes")).to_be_hidden()
    expect(told).to_contain_text("notes (0), bookmarks (0)")
    assert page.evaluate("localStorage.handoff ?? null") is None


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


def test_axe_finds_nothing_in_the_list(page: Page, mkdocs_site: str):
    page.emulate_media(reduced_motion="reduce")
    gone = f"{CHAPTER}#gone"
    store(page, mkdocs_site, {KEY: noted(WRITTEN, mark=True), gone: noted("old", "Gone")})
    page.get_by_role("button", name=f"Edit {HEADING}").click()
    page.get_by_role("button", name="Delete Gone").click()

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, "article") == []


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
