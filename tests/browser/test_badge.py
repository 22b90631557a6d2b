"""The icon of the installed site says how many questions are due, where the platform has badges."""

import pytest
from playwright.sync_api import Page, expect

from handoff.samples.waiting import wait_until
from tests.browser.reader import PAGE, question

STAND_IN = """
window.badges = [];
const shown = async (count) => { badges.push(count); };
Object.defineProperty(navigator, "setAppBadge", { value: shown });
Object.defineProperty(navigator, "clearAppBadge", { value: async () => { badges.push(0); } });
"""
REFUSING = """
const refuse = async () => { throw new DOMException("not installed", "InvalidStateError"); };
Object.defineProperty(navigator, "setAppBadge", { value: refuse });
Object.defineProperty(navigator, "clearAppBadge", { value: refuse });
"""
ABSENT = "delete Navigator.prototype.setAppBadge;"
SWITCH = "show on its icon how many questions are due"


def shows(page: Page, count: int) -> None:
    wait_until(lambda: page.evaluate("badges.at(-1)") == count, f"a badge of {count}")


def miss(page: Page, site: str, *kinds: str) -> None:
    page.goto(site + PAGE)
    for kind in kinds:
        question(page, kind).answer(right=False)
        question(page, kind).check()
        question(page, kind).says("Not quite.")


def test_it_counts_what_is_due_after_an_answer_and_at_a_visit(page: Page, mkdocs_site: str):
    page.add_init_script(STAND_IN)
    miss(page, mkdocs_site, "choice", "text")
    shows(page, 2)

    page.goto(mkdocs_site + "celery/")

    shows(page, 2)


def test_it_goes_when_nothing_is_due_any_more(page: Page, mkdocs_site: str):
    page.add_init_script(STAND_IN)
    miss(page, mkdocs_site, "choice")
    shows(page, 1)

    question(page, "choice").answer(right=True)
    question(page, "choice").check()

    question(page, "choice").says("Right.")
    shows(page, 0)


def test_a_reader_switches_it_off_and_on_again(page: Page, mkdocs_site: str):
    page.add_init_script(STAND_IN)
    miss(page, mkdocs_site, "choice")
    page.goto(mkdocs_site + "progress/")
    shows(page, 1)

    expect(page.get_by_label(SWITCH)).to_be_checked()  # as its script sets it
    page.get_by_label(SWITCH).uncheck()
    shows(page, 0)
    page.goto(mkdocs_site + "celery/")
    shows(page, 0)
    page.goto(mkdocs_site + "progress/")
    expect(page.get_by_label(SWITCH)).not_to_be_checked()
    page.get_by_label(SWITCH).check()

    shows(page, 1)


def test_it_goes_with_the_answers(page: Page, mkdocs_site: str):
    page.add_init_script(STAND_IN)
    miss(page, mkdocs_site, "choice")
    page.goto(mkdocs_site + "progress/")
    shows(page, 1)

    page.get_by_text("Delete everything", exact=True).click()
    page.get_by_role("button", name="Delete everything now").click()

    shows(page, 0)


@pytest.mark.parametrize("platform", [REFUSING, ABSENT], ids=["refusing", "absent"])
def test_other_platforms_are_none_the_worse(page: Page, mkdocs_site: str, platform: str):
    page.add_init_script(platform)
    miss(page, mkdocs_site, "choice")

    page.goto(mkdocs_site + "progress/")

    expect(page.get_by_role("button", name="Export answers and notes")).to_be_visible()
    expect(page.get_by_label(SWITCH)).to_be_visible(visible=platform == REFUSING)


def test_a_new_reader_s_icon_is_left_alone(page: Page, mkdocs_site: str):
    page.add_init_script(STAND_IN)
    page.goto(mkdocs_site + "celery/")
    page.mouse.wheel(0, 300)
    page.wait_for_function("!!document.querySelector('reader-continue')")

    assert page.evaluate("badges") == []
