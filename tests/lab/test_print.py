"""A lab on paper: every file under its name, the recorded output, and nothing to press."""

from playwright.sync_api import Page, expect

CHAPTER = "celery/04-results-and-state/"
NAMES = """lab => [...lab.querySelectorAll(".lab__file")]
  .map((file) => JSON.parse(getComputedStyle(file, "::before").content))"""


def test_all_files_of_a_lab_are_printed_with_their_names(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + CHAPTER)
    lab = page.locator("code-lab").first
    files = lab.locator(".lab__file")
    expect(files.last).to_be_hidden()  # the premise: on a screen one of them shows

    page.emulate_media(media="print")

    assert files.count() == 2
    for file in files.all():
        expect(file).to_be_visible()
    assert lab.evaluate(NAMES) == ["life.py", "watched.py"]
    expect(lab.locator(".lab__output")).to_be_visible()
    for button in lab.locator(".lab__bar button, .lab__tabs label").all():
        expect(button).to_be_hidden()
