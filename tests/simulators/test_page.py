"""Simulators on a page: whole without JavaScript, by keyboard, said once, for everyone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from handoff.simulator.fence import names
from tests.browser.axe import violations
from tests.fixtures.site import ROOT
from tests.simulators.drawn import rows, said

EACH = pytest.mark.parametrize("name", names())
COUNT_CHANGES = """(output) => {
  window.changes = 0;
  new MutationObserver(() => { window.changes += 1; }).observe(output, { childList: true });
}"""
WIDER = "around => around.scrollWidth - around.clientWidth"
NO_NUMBER = "This isn’t a number; write a whole number from 0 to 30."


def simulator(page: Page, name: str) -> Locator:
    found = page.locator("page-simulator").nth(names().index(name))
    found.scroll_into_view_if_needed()
    return found


def opened(page: Page, address: str, name: str) -> Locator:
    page.goto(address)
    found = simulator(page, name)
    expect(found.get_by_role("form")).to_be_visible()
    return found


@EACH
def test_without_javascript_the_answer_to_the_first_values_is_there(simulators, open_page, name):
    page = open_page(java_script_enabled=False)
    page.goto(simulators)
    found = simulator(page, name)

    expect(found.get_by_role("form")).to_have_count(0)
    expect(found.get_by_text(said(name))).to_be_visible()
    expect(found.get_by_role("row")).to_have_count(len(rows(name)) + 1)


@EACH
def test_opening_changes_nothing_that_is_said(simulators, page, name):
    found = opened(page, simulators, name)

    expect(found.get_by_role("status")).to_have_text(said(name))
    for field in found.locator("input, select").all():
        assert field.evaluate("field => field.labels.length") == 1


def test_on_paper_a_line_says_what_is_in_the_form(simulators, page):
    found = opened(page, simulators, "prefetch")
    given = found.get_by_text("Slots of each: 1")
    expect(given).to_be_hidden()

    found.get_by_label("Workers").fill("3")
    found.get_by_label("acks_late").check()
    page.emulate_media(media="print")

    expect(given).to_be_visible()
    expect(given).to_contain_text("Prefetch: who holds what. Long tasks sent: 12 · Workers: 3")
    expect(given).to_contain_text("acks_late: yes · worker_disable_prefetch (Redis): no")


def test_rules_are_fetched_when_they_come_near(simulators, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 900, "height": 300})
    page.goto(simulators)
    page.wait_for_function("!!customElements.get('page-simulator')")
    last = names()[-1]
    assert not any(url.endswith(f"/{last}.js") for url in asked)

    with page.expect_request(f"**/{last}.js"):
        simulator(page, last)


def test_by_keyboard_the_table_follows_each_key_and_the_sentence_is_said_once(simulators, page):
    page.clock.install(time=0)
    found = opened(page, simulators, "retries")
    page.clock.pause_at(120_000)  # however slowly the keys come, they come within half a second
    status = found.get_by_role("status")
    status.evaluate(COUNT_CHANGES)
    field = found.get_by_label("max_retries")

    field.focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")

    expect(found.get_by_role("row")).to_have_count(14)
    page.clock.run_for(600)
    expect(status).to_contain_text("its 13 retries")
    assert page.evaluate("window.changes") == 1


def test_a_heading_follows_a_field(simulators, page):
    found = opened(page, simulators, "retries")

    found.get_by_label("The outage lasts").fill("8")

    expect(found.get_by_role("columnheader").last).to_have_text("Within 8 min")


def test_wrong_input_is_told_at_its_field_and_said(simulators, page):
    found = opened(page, simulators, "retries")
    field = found.get_by_label("max_retries")

    field.fill("")

    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(NO_NUMBER)
    expect(found.get_by_role("status")).to_contain_text(NO_NUMBER)
    expect(found.get_by_role("row")).to_have_count(11)

    field.fill("2")

    expect(field).to_have_attribute("aria-invalid", "false")
    expect(field).to_have_accessible_description("")
    expect(found.get_by_role("row")).to_have_count(3)


def test_a_note_stays_beside_what_is_wrong(simulators, page):
    found = opened(page, simulators, "retries")
    field = found.get_by_label("retry_backoff_max")

    field.fill("-1")

    expect(field).to_have_accessible_description(re.compile("^no wait is longer.* won’t do;"))


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(simulators, open_page, width):
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(simulators)
    for name in names():
        expect(simulator(page, name).get_by_role("form")).to_be_visible()
        simulator(page, name).locator("input").first.fill("")
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, "page-simulator") == []


def test_a_phone_needs_no_scrolling_sideways(simulators, open_page):
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto(simulators)

    for name in names():
        found = simulator(page, name)
        expect(found.get_by_role("form")).to_be_visible()
        assert found.locator(":has(> table)").evaluate(WIDER) == 0, name
        assert found.evaluate("it => it.getBoundingClientRect().right") <= 320


@EACH
def test_paper_has_the_answer_and_no_form(simulators, page, name):
    found = opened(page, simulators, name)

    page.emulate_media(media="print")

    expect(found.locator("form")).to_be_hidden()
    expect(found.get_by_text(said(name))).to_be_visible()
    expect(found.locator("table")).to_be_visible()


@EACH
def test_its_code_is_a_few_kilobytes(name):
    folder = ROOT / "overrides" / "assets" / "javascripts"
    own = (folder / "celery" / "simulators" / f"{name}.js").stat().st_size
    shared = (folder / "simulator" / "element.js").stat().st_size

    assert own < 8_000 and shared < 5_000
