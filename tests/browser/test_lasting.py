"""Answers last: over reloads, restarts, navigation, tabs, edits of the quiz, bad storage."""

import json
from collections import Counter
from pathlib import Path

from playwright.sync_api import Page, expect

from handoff.samples.waiting import wait_until
from tests.browser.reader import ASKED, PAGE, STEPS, choice, question, questions, steps
from tests.fixtures.site import served

KEY = "handoff"
DAMAGES = [
    '{"version": 2, "ans',
    "[]",
    "null",
    '{"version": 2, "answers": {"a#b": 7}}',
    '{"version": 3, "answers": {}}',
    '{"version": 3, "answers": {}, "notes": {"a#b": {"text": "no date"}}}',
]
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
void 0;
"""
BLOCKED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("", "SecurityError"); },
});
"""


def stored(page: Page) -> dict:
    return json.loads(wait_until(lambda: page.evaluate(f"localStorage.{KEY}"), "the store"))


def tries(page: Page, name: str) -> list[dict]:
    """Once there are any: the store is written after the answer is shown."""
    return wait_until(lambda: stored(page)["answers"].get(name), name)["tries"]


def test_answers_survive_a_reload_and_a_browser_restart(page: Page, open_page, site: str):
    page.goto(site + PAGE)
    for asked in questions(page, ASKED):
        asked.answer(right=asked.kind in ("line", "open"))
        asked.check()
        expect(asked.group.get_by_role("status")).not_to_have_text("", use_inner_text=True)

    page.reload()
    for asked in questions(page, ASKED):
        asked.shows(right=asked.kind in ("line", "open"))
    state = page.context.storage_state()
    again = open_page(storage_state=state)
    again.goto(site + PAGE)

    for asked in questions(again, ASKED):
        asked.shows(right=asked.kind in ("line", "open"))
        again_by = asked.button("Try again")
        expect(again_by).to_be_visible(visible=asked.kind in ("line", "open"))
        expect(asked.button("Show answer")).to_be_visible(
            visible=asked.kind not in ("line", "open")
        )


def test_restored_answers_are_not_announced(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    asked.answer()
    asked.check()
    expect(asked.group.get_by_role("status")).not_to_have_attribute("aria-live", "off")

    page.reload()

    asked.shows()
    expect(asked.button("Try again")).to_be_visible()
    expect(asked.group.get_by_role("status")).to_have_text("", use_inner_text=True)
    expect(asked.group.get_by_role("status")).to_have_attribute("aria-live", "off")


def test_answers_survive_instant_navigation(page: Page, site: str):
    page.goto(site + PAGE)
    question(page, "choice").answer()
    question(page, "choice").check()
    question(page, "choice").says("Right.")
    page.evaluate("window.stayed = true")

    page.get_by_role("link", name="Review").first.click()
    expect(page.get_by_role("heading", name="Review", level=1)).to_be_visible()
    page.go_back()

    question(page, "choice").shows()
    question(page, "text").answer()
    question(page, "text").check()
    question(page, "text").says("Right.")
    assert page.evaluate("window.stayed"), "this was a full page load"


def test_choices_keep_the_order_that_this_reader_was_given(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    labels = question(page, "several").group.get_by_role("checkbox").locator("xpath=..")
    order = labels.all_inner_texts()

    page.reload()

    expect(labels).to_have_text(order)


def test_every_order_of_choices_comes_up_as_often(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + "review/")
    shuffled = """async ([module, count]) => {
      const { shuffled } = await import(module);
      const readers = [...Array(count).keys()];
      return readers.map((reader) => shuffled(3, `r${reader}/celery/01#a`).join(""));
    }"""
    orders = page.evaluate(shuffled, [mkdocs_site + "assets/javascripts/quiz.js", 3000])

    counts = Counter(orders)

    assert len(counts) == 6
    assert all(400 < count < 600 for count in counts.values()), counts


def test_steps_never_start_in_the_right_order(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    lucky = """async (module) => {
      const { shuffled } = await import(module);
      const right = (seed) => `${shuffled(4, `${seed}/authors/order#way-of-a-task`)}` === "0,1,2,3";
      const seed = [...Array(1000).keys()].map(String).find((seed) => seed > 0 && right(seed));
      localStorage.setItem("handoff", JSON.stringify({ version: 2, seed, answers: {} }));
      return seed;
    }"""
    assert page.evaluate(lucky, mkdocs_site + "assets/javascripts/quiz.js")

    page.reload()

    order = [text.split("\n")[0] for text in steps(question(page, "order").group)]
    assert not all(step.startswith(right) for step, right in zip(order, STEPS, strict=True))


def test_the_first_attempt_is_kept_apart(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    asked.answer(right=False)
    asked.check()
    asked.says("Not quite.")
    asked.answer(right=True)
    asked.check()
    asked.says("Right.")

    kept = tries(page, "authors/choice#delay-in-a-view")

    assert [attempt["right"] for attempt in kept] == [False, True]


def test_two_tabs_lose_no_answer(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    other = page.context.new_page()
    other.goto(mkdocs_site + PAGE)

    for tab, kind in ((page, "choice"), (other, "text"), (page, "several"), (other, "line")):
        question(tab, kind).answer()
        question(tab, kind).check()
        question(tab, kind).says("Right.")
    wait_until(lambda: len(stored(page)["answers"]) == 4, "what the other tab has stored")

    page.reload()
    for kind in ("choice", "text", "several", "line"):
        question(page, kind).shows()


def test_an_answer_to_a_changed_question_is_kept_but_not_shown_as_its_answer(
    page: Page, mkdocs_site: str
):
    page.goto(mkdocs_site + PAGE)
    question(page, "choice").answer()
    question(page, "choice").check()
    (attempt,) = tries(page, "authors/choice#delay-in-a-view")
    edited = (
        "([old, before]) => { localStorage.handoff = localStorage.handoff.replace(old, before) }"
    )
    page.evaluate(edited, [attempt["revision"], "before-the-edit"])

    page.reload()
    asked = question(page, "choice")
    expect(asked.group.get_by_text("Changed since you answered")).to_be_visible()
    expect(choice(asked.group, "A message waits")).not_to_be_checked()
    asked.answer(right=False)
    asked.check()
    asked.says("Not quite.")

    kept = tries(page, "authors/choice#delay-in-a-view")
    assert [attempt["right"] for attempt in kept] == [True, False]
    expect(asked.group.get_by_text("Changed since you answered")).to_be_hidden()


def answers_and_is_told(page: Page, words: str) -> None:
    """The quiz works, and the reader is told why answers will not last."""
    asked = question(page, "choice")
    asked.answer()
    asked.check()
    asked.says("Right.")
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def test_a_blocked_storage_is_survived(page: Page, mkdocs_site: str):
    page.add_init_script(BLOCKED)
    page.goto(mkdocs_site + PAGE)

    answers_and_is_told(page, "Your browser won’t store anything")

    theme = [mishap for mishap in page.mishaps if "SecurityError" in mishap]
    assert page.mishaps == theme
    page.mishaps.clear()  # the theme's own scripts do not survive it


def test_a_full_storage_is_survived(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    page.evaluate(FULL)

    answers_and_is_told(page, "storage is full")


def test_a_damaged_store_is_set_aside_and_survived(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    for damage in DAMAGES:
        page.evaluate("damage => localStorage.setItem('handoff', damage)", damage)
        page.reload()

        answers_and_is_told(page, "couldn’t be read")
        assert page.evaluate("localStorage['handoff.damaged']") == damage


def test_a_newer_store_is_left_alone(page: Page, mkdocs_site: str):
    newer = '{"version": 99, "answers": "in a form that is not known yet"}'
    page.goto(mkdocs_site + PAGE)
    page.evaluate("newer => localStorage.setItem('handoff', newer)", newer)
    page.reload()

    answers_and_is_told(page, "newer version of this site")

    assert page.evaluate("localStorage.handoff") == newer


def test_an_older_store_is_brought_up_to_date(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    question(page, "choice").answer()
    question(page, "choice").check()
    (attempt,) = tries(page, "authors/choice#delay-in-a-view")
    older = {"delay-in-a-view": {"page": PAGE, "first": attempt, "last": attempt}}
    page.evaluate(
        "older => localStorage.setItem('handoff', JSON.stringify(older))",
        {"version": 1, "answers": {"authors/choice": older}},
    )

    page.reload()
    question(page, "choice").shows()
    question(page, "text").answer()
    question(page, "text").check()
    question(page, "text").says("Right.")

    assert stored(page)["version"] == 3
    assert tries(page, "authors/choice#delay-in-a-view") == [attempt]


def test_a_store_of_version_2_keeps_every_answer_and_place(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    question(page, "choice").answer()
    question(page, "choice").check()
    attempt = tries(page, "authors/choice#delay-in-a-view")
    place = {"at": 7, "title": "T", "section": "s", "heading": "H", "read": True, "passed": True}
    answers = {"authors/choice#delay-in-a-view": {"page": PAGE, "tries": attempt}}
    older = {"version": 2, "seed": "x", "answers": answers, "pages": {"celery/01/": place}}
    page.evaluate("older => localStorage.setItem('handoff', older)", json.dumps(older))

    page.reload()
    question(page, "choice").shows()
    question(page, "text").answer()
    question(page, "text").check()
    tries(page, "authors/text#piece-that-waits")

    kept = stored(page)
    assert kept["version"] == 3 and kept["notes"] == {} and kept["seed"] == "x"
    assert kept["pages"]["celery/01/"] == place
    assert kept["answers"]["authors/choice#delay-in-a-view"] == answers.popitem()[1]
    assert page.evaluate("localStorage['handoff.damaged'] ?? null") is None


def test_two_copies_on_one_host_keep_their_answers_apart(page: Page, builds, tmp_path: Path):
    for copy in ("one", "two"):
        (tmp_path / copy).symlink_to(builds("mkdocs"))
    with served(tmp_path) as address:
        page.goto(f"{address}one/{PAGE}")
        question(page, "choice").answer()
        question(page, "choice").check()
        question(page, "choice").says("Right.")
        page.goto(f"{address}two/{PAGE}")
        expect(choice(question(page, "choice").group, "A message waits")).not_to_be_checked()
        question(page, "text").answer()
        question(page, "text").check()
        page.goto(f"{address}two/progress/")
        page.get_by_text("Delete everything", exact=True).click()
        page.get_by_role("button", name="Delete everything now").click()

        page.goto(f"{address}one/{PAGE}")

        question(page, "choice").shows()
    page.mishaps.clear()  # links of the built site lead to the root
