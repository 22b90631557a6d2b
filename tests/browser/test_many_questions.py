"""A click on Check answer costs the same, however many questions a page has."""

from playwright.sync_api import Page

from tests.bench.many_questions import ANSWER, opened
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


def counted(page: Page, address: str, count: int) -> dict[str, int]:
    """What the second Check of a page with `count` questions does."""
    opened(page, address, count)
    page.wait_for_load_state("networkidle")  # what comes after a first answer has come
    page.evaluate(COUNT)
    page.evaluate(ANSWER, 1)
    page.locator("form[data-result]").nth(1).wait_for()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return page.evaluate("counted")


def test_a_check_does_no_more_on_a_page_with_a_hundred(mkdocs_site: str, open_page):
    few, many = (counted(open_page(), mkdocs_site + PAGE, count) for count in (5, 100))

    assert all(few.values())
    assert {what: many[what] for what in few if many[what] > few[what] + 2} == {}
