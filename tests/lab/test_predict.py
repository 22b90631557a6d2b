"""Predict, run, compare: a lab asks what will happen, and marks the answer after the run."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.lab.pages import LabOnPage, opened

RECORDED = "order 9: PENDING"


@pytest.fixture
def lab(page: Page, lab_pages: str) -> LabOnPage:
    return opened(page, lab_pages, 2)


def recorded(lab: LabOnPage):
    return lab.root.get_by_label("Recorded output")


def what_happened(page: Page):
    return page.get_by_text("The program asked about a message that no worker had taken.")


def test_output_is_covered_until_run_has_marked_the_prediction(page: Page, lab: LabOnPage):
    expect(recorded(lab)).to_be_hidden()
    expect(what_happened(page)).to_be_hidden()
    expect(lab.root.get_by_role("button", name="Check answer")).to_be_hidden()
    lab.run()
    lab.says("Say first what you expect")
    assert page.workers == []

    lab.root.get_by_role("radio", name="order 9: SENT").check()
    before = violations(page, "code-lab")
    lab.run()

    lab.says("It printed what was recorded. You predicted something else: see why above.")
    expect(recorded(lab)).to_be_visible()
    expect(what_happened(page)).to_be_visible()
    expect(lab.root).to_contain_text("You predicted: order 9: SENT")
    expect(lab.root).to_contain_text("by default nobody stores it")
    assert (before, violations(page, "code-lab")) == ([], [])
    kept = page.evaluate("localStorage.getItem('handoff')") or ""
    assert "authors/labs#state-before-a-worker" in kept


def test_answer_that_was_given_before_is_not_asked_again(page: Page, lab: LabOnPage):
    lab.root.get_by_role("radio", name=RECORDED).check()
    lab.run()
    lab.says("You predicted it.")

    page.reload()

    again = LabOnPage(page, 2)
    expect(recorded(again)).to_be_visible()
    again.run()
    again.next("1 message waits")


def test_output_can_be_uncovered_instead(page: Page, lab: LabOnPage):
    lab.press("Show the recorded output instead")
    expect(recorded(lab)).to_be_visible()
    expect(what_happened(page)).to_be_visible()

    lab.run()

    lab.says("It printed what was recorded.")
    expect(lab.root.get_by_role("button", name="Check answer")).to_be_visible()


def test_program_that_was_edited_asks_for_no_prediction(lab: LabOnPage):
    lab.write("predicted.py", "print('mine')\n")

    lab.run()

    lab.says("It printed something else than was recorded.")


def test_result_is_in_view_when_the_prediction_is_marked_on_a_phone(open_page, lab_pages: str):
    lab = opened(open_page(viewport={"width": 390, "height": 844}), lab_pages, 2)
    lab.root.get_by_role("radio", name="order 9: SENT").check()

    lab.run()

    lab.says("You predicted something else")
    for part in (lab.button("Run"), lab.button("Start worker"), lab.piece("result backend")):
        expect(part).to_be_in_viewport(ratio=1)


def test_program_that_was_edited_marks_nothing(lab: LabOnPage):
    lab.root.get_by_role("radio", name="order 9: SENT").check()
    lab.write("predicted.py", "print('mine')\n")

    lab.run()

    lab.says("It printed something else than was recorded.")
    expect(lab.root).not_to_contain_text("You predicted")


def test_page_is_whole_without_javascript(open_page, lab_pages: str):
    page = open_page(java_script_enabled=False)
    lab = opened(page, lab_pages, 2)

    expect(recorded(lab)).to_be_visible()
    expect(what_happened(page)).to_be_visible()
    expect(lab.root.locator("summary", has_text="Show answer")).to_be_visible()
    lab.root.get_by_text("A solution", exact=True).click()
    expect(lab.root).to_contain_text('queue="mail"')


def test_goal_is_met_by_what_celery_does(page: Page, lab: LabOnPage):
    lab.press("Show the recorded output instead")
    lab.run()
    lab.press("Start worker")
    lab.next("The worker has nothing to do.")
    expect(lab.root).not_to_contain_text("Met.")
    lab.root.get_by_text("A solution", exact=True).click()
    lab.press("Put it into the editor")
    lab.says("The solution is in predicted.py.")

    lab.press("Run")

    lab.says("✓ You met a goal: see below.")
    expect(lab.root).to_contain_text("✓ Met.")
    assert violations(page, "code-lab") == []
