"""A reader may be faster than a script: what was done before it came counts, or waits for it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import PAGE, question

READY = "!!customElements.get('quiz-check')"
BUTTONS = {  # page → the script that a button waits for, and the buttons
    PAGE: ("quiz.js", ["Check answer", "Compare answers", "Move up The view saves the user"]),
    "authors/replays/": ("page.js", ["Play the replay", "Read it as text"]),
    "authors/labs/": ("page.js", ["Show the recorded output instead"]),
}
SEEDED = f"localStorage.handoff ??= '{json.dumps({'version': 3, 'seed': 's', 'answers': {}})}'"
ROWS = "all => all.map(({ dataset }) => dataset.row)"


@contextmanager
def held(page: Page, script: str) -> Iterator[None]:
    """A script that is on its way for as long as the block lasts."""
    waiting = []
    address = f"**/{script}"
    page.route(address, lambda route: waiting.append(route))
    with page.expect_request(address):
        yield
    page.route(address, lambda route: route.continue_())  # should it be asked for only now
    for route in waiting:
        route.continue_()


def comes_to(page: Page, address: str) -> None:
    """Not waiting for its scripts."""
    page.goto(address, wait_until="commit")


def test_an_experiment_that_is_open_already_gets_its_source(site: str, page: Page):
    with held(page, "experiments.js"):
        comes_to(page, f"{site}celery/experiments/")
        page.get_by_text("The experiment, and where it ran").first.click()
        expect(page.get_by_role("link", name="Its source").first).to_be_visible()

    expect(page.get_by_text("def test_").first).to_be_visible()


def test_an_experiment_that_is_opened_on_the_way_in_gets_its_source(mkdocs_site: str, page: Page):
    page.goto(f"{mkdocs_site}celery/")
    page.wait_for_function(READY)
    page.evaluate("window.kept = true")

    with held(page, "experiments.js"):
        page.evaluate("document.querySelector('a[href*=experiments]').click()")
        page.get_by_text("The experiment, and where it ran").first.click()

    expect(page.get_by_text("def test_").first).to_be_visible()
    assert page.evaluate("window.kept")


@pytest.mark.parametrize("path", BUTTONS)
def test_a_button_is_there_once_it_works(mkdocs_site: str, page: Page, path: str):
    script, names = BUTTONS[path]
    with held(page, script):
        comes_to(page, mkdocs_site + path)
        expect(page.locator("footer")).to_be_attached()
        for name in names:
            expect(page.get_by_role("button", name=name)).to_have_count(0)

    for name in names:
        expect(page.get_by_role("button", name=name).first).to_be_visible()


def test_what_was_picked_before_is_checked(mkdocs_site: str, page: Page):
    asked = question(page, "choice")
    with held(page, "quiz.js"):
        comes_to(page, mkdocs_site + PAGE)
        asked.answer()

    asked.check()

    asked.says("Right.")


def test_check_that_is_pressed_twice_on_a_slow_line_counts_once(mkdocs_site: str, page: Page):
    asked = question(page, "text")
    page.goto(mkdocs_site + PAGE)
    page.wait_for_function(READY)
    with held(page, "answering.js"):
        asked.answer(right=False)
        for _ in range(2):
            asked.check()

    asked.says("Not quite.")


def test_mixing_the_choices_leaves_the_focus_where_it_is(mkdocs_site: str, page: Page):
    page.add_init_script(SEEDED)
    asked = question(page, "choice").group
    with held(page, "quiz.js"):
        comes_to(page, mkdocs_site + PAGE)
        asked.get_by_role("radio").last.focus()
        written = asked.locator("[data-row]").evaluate_all(ROWS)
    page.wait_for_function(READY)

    assert asked.locator("[data-row]").evaluate_all(ROWS) != written
    expect(asked.locator(f"[data-row='{written[-1]}'] input")).to_be_focused()


def test_an_answer_that_is_open_already_stays_open(mkdocs_site: str, page: Page):
    keys = page.locator("quiz-check .quiz__key")
    with held(page, "quiz.js"):
        comes_to(page, mkdocs_site + PAGE)
        keys.first.locator("summary").click()
        expect(keys.first).to_have_attribute("open", "")
    page.wait_for_function(READY)

    expect(keys.first).to_be_visible()
    expect(keys.last).to_be_hidden()


def test_who_has_scrolled_already_can_make_notes(mkdocs_site: str, page: Page):
    with held(page, "quiz.js"):
        comes_to(page, f"{mkdocs_site}celery/01-what-celery-is-and-why/")
        expect(page.locator("footer")).to_be_attached()
        page.evaluate("scrollTo(0, 300)")
        page.wait_for_function("scrollY === 300")

    expect(page.get_by_role("button", name="Bookmark or note").first).to_be_visible()


def test_a_scheme_that_is_picked_already_is_shown(mkdocs_site: str, page: Page):
    with held(page, "page.js"):
        comes_to(page, mkdocs_site)
        page.get_by_role("radio", name="Switch to light").focus()
        page.keyboard.press("Space")

    page.wait_for_function("getComputedStyle(document.body).colorScheme === 'dark'")
    expect(page.get_by_title("Switch to light")).to_be_visible()


def test_enter_before_the_search_has_come_leaves_it_open(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site)
    dialog = page.get_by_role("dialog", name="Search")
    with held(page, "search/dialog.js"):
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("four pieces carry")
        page.keyboard.press("Enter")

    expect(dialog.get_by_role("link").first).to_contain_text("Four pieces carry")


def test_an_address_that_ends_in_a_sign_of_its_own_breaks_nothing(mkdocs_site: str, page: Page):
    page.goto(f"{mkdocs_site}celery/#100%")

    expect(page.get_by_role("button", name="Search")).to_be_visible()
