"""Bookmarks and notes as files: exported, imported without a word lost, as Markdown; or deleted."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.notes import CHAPTER, HEADING, KEY, WRITTEN, kept, noted, store
from tests.quiz.javascript import in_javascript


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
