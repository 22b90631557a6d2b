"""Firefox and WebKit: notes and bookmarks, pages that are visited, what scripts add to them."""

from collections.abc import Iterator

import pytest

from handoff.samples.waiting import wait_until
from tests.browser.notes import CHAPTER, HEADING

from .host import Seen
from .tab import Part, Tab

NEXT = "The broker and the worker"
FOLLOW = "document.querySelector('.onward a:last-child').click()"  # without scrolling to it
SCHEME = "return getComputedStyle(document.body).colorScheme"
CONTROL = "\ue009"


@pytest.fixture
def chapter(tab: Tab, origin: str) -> Iterator[Tab]:
    """Chapter 1, in a window that knows it if it was not loaded anew; left when all has come."""
    tab.goto(origin + CHAPTER)
    tab.run("window.kept = true")
    yield tab
    tab.run("scrollBy(0, 9)")
    becomes(tab, "!document.querySelector('.chapter') || document.querySelector('.jotting__open')")


def becomes(tab: Tab, condition: str) -> None:
    wait_until(lambda: tab.run(f"return Boolean({condition})"), f"{tab.engine}: never {condition}")


def go_on(tab: Tab) -> None:
    tab.run(FOLLOW)
    is_on(tab, NEXT)


def is_on(tab: Tab, title: str) -> None:
    becomes(tab, f"document.querySelector('h1')?.textContent.includes('{title}')")


def copy_button(tab: Tab) -> None:
    """The focus goes to the button of the first code on the page."""
    becomes(tab, "document.querySelector('.md-code__button')")
    tab.run("document.querySelector('.md-code__button').focus()")


def paste(part: Part) -> None:
    part.focus()
    strokes = [("keyDown", CONTROL), ("keyDown", "v"), ("keyUp", "v"), ("keyUp", CONTROL)]
    keys = [{"type": kind, "value": key} for kind, key in strokes]
    keyboard = {"type": "key", "id": "keyboard", "actions": keys}
    part.tab.send("PerformActions", {"actions": [keyboard]})


def test_a_note_and_a_bookmark_are_found_again_on_the_progress_page(chapter: Tab, origin: str):
    chapter.run("scrollBy(0, 200)")
    chapter.find("button", f"Bookmark or note: {HEADING}").press()
    chapter.find("checkbox", "Bookmark this section").focus()
    chapter.press(" ")
    chapter.find("status", "Bookmarked.").of("part")
    chapter.find("textbox", "Your note").focus()
    chapter.press(*"Who keeps it?")
    chapter.press("Escape")
    chapter.find("status", "Note saved.").of("part")

    chapter.goto(f"{origin}progress/")

    row = chapter.find("listitem", HEADING)
    row.says("Who keeps it?")
    row.says("bookmark")
    icons = "'setAppBadge' in navigator"
    assert chapter.find("checkbox", "show on its icon").is_there() == chapter.run(f"return {icons}")


def test_a_visit_comes_in_the_same_window_and_back_finds_the_place(chapter: Tab):
    chapter.run("scrollTo(0, 900)")
    becomes(chapter, "history.state?.y === 900")

    go_on(chapter)
    assert chapter.run("return [window.kept, scrollY]") == [True, 0]
    becomes(chapter, "document.querySelector('.md-code__button')")
    chapter.run("history.back()")

    is_on(chapter, "What Celery is, and why")
    becomes(chapter, "Math.abs(scrollY - 900) < 2")
    assert chapter.run("return window.kept")


def test_code_is_copied_by_its_button(chapter: Tab):
    copy_button(chapter)
    chapter.press("Enter")
    becomes(chapter, "document.querySelector('.md-dialog').textContent.includes('Copied')")

    chapter.find("button", "Search").press()
    asked = chapter.find("dialog").find("searchbox")
    paste(asked)

    code = chapter.run("return document.querySelector('.md-code__button').closest('pre').innerText")
    first = code.strip().splitlines()[0]
    wait_until(lambda: first in asked.of("part.value"), lambda: f"{asked.of('part.value')!r}")


def test_the_contents_show_what_is_being_read(chapter: Tab):
    go_on(chapter)
    headings = "document.querySelectorAll('.md-content h2[id]')"
    for number in (2, 1):
        chapter.run(f"{headings}[{number}].scrollIntoView()")
        shown = "document.querySelector('.md-sidebar--secondary .md-nav__link--active')"
        becomes(chapter, f"{shown}?.hash === '#' + {headings}[{number}].id")


def test_light_or_dark_stays_over_a_visit_and_a_reload(chapter: Tab):
    dark = chapter.run("return matchMedia('(prefers-color-scheme: dark)').matches")
    other = "light" if dark else "dark"
    chapter.run(f"document.querySelector('[aria-label=\"Switch to {other}\"]').focus()")
    chapter.press("Enter")
    becomes(chapter, f"getComputedStyle(document.body).colorScheme === '{other}'")

    go_on(chapter)
    assert chapter.run(SCHEME) == other
    chapter.reload()

    is_on(chapter, NEXT)
    assert chapter.run(SCHEME) == other


def test_an_experiment_brings_its_source(tab: Tab, origin: str, seen: Seen):
    tab.goto(f"{origin}celery/experiments/")

    tab.run("document.querySelector('details[data-source]').open = true")

    becomes(tab, "document.querySelector('details[data-source] pre')")
    assert [asked for asked in seen.asked if "assets/experiments" in asked]
