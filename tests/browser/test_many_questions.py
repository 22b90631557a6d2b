"""A click on Check answer costs the same, however many questions a page has."""

import re

from playwright.sync_api import Page, expect

from tests.bench.many_questions import ANSWER, come, opened
from tests.browser.reader import PAGE

COUNT = """() => {
  window.counted = { reads: 0, parsed: 0, changed: 0 };
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (key) {
    counted.reads += 1;
    return getItem.call(this, key);
  };
  const { parse } = JSON;
  JSON.parse = (text) => {
    counted.parsed += 1;
    return parse(text);
  };
  new MutationObserver((records) => (counted.changed += records.length)).observe(
    document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}"""


# What comes after a first answer: the icon's count, then a service worker and this page, kept.
COME = """async () => {
  const scripts = document.querySelector("script[src$='quiz.js']").src;
  await import(new URL("badge.js", scripts));
  return Boolean(await caches.match(location.href));
}"""


def counted(page: Page, address: str, count: int) -> dict[str, int]:
    """What the second Check of a page with `count` questions does."""
    opened(page, address, count)
    page.wait_for_function(COME)
    page.evaluate(COUNT)
    page.evaluate(ANSWER, 1)
    page.locator("form[data-result]").nth(1).wait_for()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return page.evaluate("counted")


def test_a_check_does_no_more_on_a_page_with_a_hundred(mkdocs_site: str, open_page):
    few, many = (counted(open_page(), mkdocs_site + PAGE, count) for count in (5, 100))

    assert all(few.values())
    assert {what: many[what] for what in few if many[what] > few[what] + 2} == {}


HOLD = """() => {
  window.held = [];
  const { requestAnimationFrame } = window;
  window.requestAnimationFrame = (work) => held.push(work);
  window.release = () => {
    window.requestAnimationFrame = requestAnimationFrame;
    for (const work of held) requestAnimationFrame(work);
  };
}"""
OURS = re.compile(r"/(quiz|answering|kinds)\.js$")
QUESTIONS = "[data-quiz='authors/choice']"


def called(page: Page, address: str, count: int) -> tuple[int, int]:
    """How often a Check calls functions of its scripts: before its result is painted, and after.

    Frames are held back until the first are counted, and come for two Checks then: one more has
    loaded the scripts.
    """
    tools = page.context.new_cdp_session(page)
    tools.send("Profiler.enable")
    tools.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": False})
    come(page, address, count)
    page.evaluate(HOLD)
    answered = page.locator("form[data-result]")
    page.evaluate(ANSWER, 0)
    expect(answered).to_have_count(1)
    calls(tools)
    page.evaluate(ANSWER, 1)
    expect(answered).to_have_count(2)
    before = calls(tools)
    page.evaluate("release()")
    expect(page.locator(f"{QUESTIONS} .quiz__score")).to_contain_text(f"2 of {count} right")
    return before, calls(tools)


def calls(tools) -> int:
    """Calls since the last time that this was asked."""
    found = tools.send("Profiler.takePreciseCoverage")["result"]
    return sum(
        function["ranges"][0]["count"]
        for script in found
        if OURS.search(script["url"])
        for function in script["functions"]
    )


def test_nothing_is_worked_out_over_all_questions_before_the_result_is_painted(
    mkdocs_site: str, open_page
):
    (before_few, after_few), (before_many, after_many) = (
        called(open_page(), mkdocs_site + PAGE, count) for count in (5, 100)
    )

    assert 0 < before_many < before_few + 95  # not one call for each of the others
    assert 95 <= after_many - after_few < 95 * 30  # each is looked at, but not against all others


def test_a_question_that_grows_lays_out_no_other_inside(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site + PAGE)
    forms = page.locator("form.quiz__question")

    kept = forms.evaluate_all("(forms) => forms.map((form) => getComputedStyle(form).contain)")

    assert len(kept) > 5 and set(kept) == {"layout style"}
