"""Questions come back: missed ones at once, right ones after 1, 3, 7, 16 and 35 days."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import PAGE, question
from tests.fixtures.site import served

NEVER_VISITED = """async (module) => {
  const { record } = await import(module);
  record("celery/09", "unseen", "celery/09/", { revision: "r", answer: [0], right: false });
}"""
START = datetime(2027, 1, 1, 12)


def answered(page: Page, site: str, kind: str, right: bool) -> None:
    page.goto(site + PAGE)
    question(page, kind).answer(right)
    question(page, kind).check()
    question(page, kind).says("Right." if right else "Not quite.")


def due(page: Page, count: int) -> None:
    expected = f"Due now: {count}" if count else "Nothing is due."
    expect(page.get_by_role("status").filter(has_text=expected)).to_be_visible()


def test_a_missed_question_comes_back_at_once(page: Page, site: str):
    answered(page, site, "choice", right=False)

    page.goto(site + "review/")
    due(page, 1)
    again = question(page, "choice")
    again.is_unmarked()
    expect(page.get_by_role("link", name="Writing questions")).to_be_visible()
    again.answer(right=True)
    again.check()
    again.says("Right.")
    expect(again.group.get_by_role("link", name="Read that section")).to_have_attribute(
        "href", f"{site}{PAGE}#choice-pick-one"
    )

    page.reload()
    due(page, 0)


def test_a_right_answer_comes_back_after_1_3_7_16_and_35_days(page: Page, mkdocs_site: str):
    now = START
    page.clock.set_fixed_time(now)
    answered(page, mkdocs_site, "choice", right=True)

    for days in (1, 3, 7, 16, 35, 35):
        page.clock.set_fixed_time(now + timedelta(days=days, minutes=-1))
        page.goto(mkdocs_site + "review/")
        due(page, 0)
        now += timedelta(days=days)
        page.clock.set_fixed_time(now)
        page.reload()
        due(page, 1)
        again = question(page, "choice")
        again.answer(right=True)
        again.check()
        again.says("Right.")


def test_a_question_that_no_longer_exists_is_said_to_be_gone(page: Page, mkdocs_site: str):
    attempt = {"at": 1, "revision": "x", "answer": [0], "right": False}
    entry = {"page": PAGE, "tries": [attempt]}
    store = {"version": 2, "seed": "s", "answers": {"authors/choice#taken-out": entry}}
    page.goto(mkdocs_site + "review/")
    page.evaluate("store => localStorage.setItem('handoff', store)", json.dumps(store))

    page.reload()
    expect(
        page.get_by_text("The question “taken-out” of authors/choice no longer exists.")
    ).to_be_visible()
    page.get_by_role("button", name="Forget my answers to it").click()

    due(page, 0)


def test_missed_ones_return_at_the_end_of_the_next_chapter(page: Page, mkdocs_site: str):
    attempt = {"at": 1, "revision": "x", "answer": [2], "right": False}
    entry = {"page": PAGE, "tries": [attempt]}
    answers = {"celery/00-before#x": entry}
    page.goto(mkdocs_site)  # not the review page: its service worker would answer, not the route
    page.evaluate(
        "store => localStorage.setItem('handoff', store)",
        json.dumps({"version": 2, "seed": "s", "answers": answers}),
    )
    renamed = page.request.get(mkdocs_site + PAGE).text()
    renamed = renamed.replace('data-quiz="authors/choice"', 'data-quiz="celery/00-before"')
    renamed = renamed.replace("delay-in-a-view", "x")
    page.route(f"**/{PAGE}", lambda route: route.fulfill(body=renamed, content_type="text/html"))

    page.goto(mkdocs_site + "celery/01-what-celery-is-and-why/")

    expect(page.get_by_role("heading", name="Missed in earlier chapters")).to_be_visible()
    again = question(page, "choice")
    again.answer(right=True)
    again.check()
    again.says("Right.")
    page.reload()
    expect(page.get_by_role("heading", name="Check your understanding")).to_be_visible()
    expect(page.get_by_role("heading", name="Missed in earlier chapters")).to_be_hidden()


@pytest.mark.parametrize("below", ["", "sub/path/"], ids=["at the root", "in a sub-path"])
def test_visited_pages_can_be_reviewed_without_a_network(
    page: Page, builds, tmp_path: Path, below: str
):
    folder = tmp_path / below
    folder.parent.mkdir(parents=True, exist_ok=True)
    if below:
        folder.symlink_to(builds("mkdocs"))
    root = tmp_path if below else builds("mkdocs")
    with served(root) as address:
        site = address + below
        answered(page, site, "choice", right=False)
        page.wait_for_function("navigator.serviceWorker.controller")
        expect_kept(page, f"{site}review/")
        expect_kept(page, "/cards.js")
        page.evaluate(NEVER_VISITED, f"{site}assets/javascripts/changes.js")
        page.context.set_offline(True)

        page.goto(site + "review/")
        due(page, 2)
        expect(
            page.get_by_text("The question “unseen” of celery/09 can’t be reached.")
        ).to_be_visible()
        again = question(page, "choice")
        again.answer(right=True)
        again.check()

        again.says("Right.")
        scope = "navigator.serviceWorker.ready.then(({ scope }) => scope)"
        assert page.evaluate(scope) == site
    page.mishaps.remove("console: Failed to load resource: net::ERR_FAILED")  # celery/09/


def expect_kept(page: Page, ending: str) -> None:
    """Some cache holds an address that ends so."""
    kept = """async (ending) => {
      const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const requests = (await Promise.all(caches_.map((cache) => cache.keys()))).flat();
      return requests.some(({ url }) => url.endsWith(ending));
    }"""
    page.wait_for_function(kept, arg=ending)


MOST = """(count) => {
  const tries = [{ at: 1, revision: "x", answer: [2], right: false }];
  const ids = ["delay-in-a-view", "what-a-worker-needs", "piece-that-waits", "whole-object"];
  const quizzes = ["choice", "several", "text", "line"];
  const answers = Object.fromEntries(
    ids.map((id, at) => [`authors/${quizzes[at]}#${id}`, { page: "authors/questions/", tries }]),
  );
  for (let extra = 0; extra < count - 4; extra++) {
    answers[`authors/choice#gone-${extra}`] = { page: "authors/questions/", tries };
  }
  localStorage.setItem("handoff", JSON.stringify({ version: 2, seed: "s", answers }));
}"""


def test_ten_come_at_a_time(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + "review/")
    page.evaluate(MOST, 13)
    page.reload()
    due(page, 13)
    shown = page.locator("quiz-check, [data-absent]").locator("visible=true")
    more = page.get_by_role("button", name="Show more (3 left)")
    expect(more).to_be_visible()
    expect(shown).to_have_count(10)

    more.click()

    expect(shown).to_have_count(13)
    expect(more).to_be_hidden()


def test_ten_mixed_ones_can_be_had_when_nothing_is_due(page: Page, mkdocs_site: str):
    answered(page, mkdocs_site, "choice", right=True)
    page.goto(mkdocs_site + "review/")
    due(page, 0)

    page.get_by_role("button", name="Give me ten, mixed").click()

    expect(page.get_by_role("status").filter(has_text="Ten questions, mixed")).to_be_visible()
    again = question(page, "choice")
    expect(again.group.get_by_role("radio").first).to_be_focused()
    again.is_unmarked()


def test_a_quiz_stands_alone_without_its_chapter(page: Page, mkdocs_site: str):
    chapter = "celery/01-what-celery-is-and-why"
    page.goto(f"{mkdocs_site}{chapter}/")
    asked = page.locator("quiz-check form").count()
    title = page.get_by_role("heading", level=1).inner_text().replace("#", "").strip()

    page.goto(f"{mkdocs_site}review/?quiz={chapter}")

    expect(page.locator("quiz-check form")).to_have_count(asked)
    way_back = page.get_by_role("main").get_by_role("link", name=title)
    expect(way_back).to_have_attribute("href", f"{mkdocs_site}{chapter}/")


def test_a_quiz_that_is_not_there_is_told(page: Page, mkdocs_site: str):
    for name in ("guide/none", "//evil.example/x", "..%2F..%2Fx"):
        page.goto(f"{mkdocs_site}review/?quiz={name}")

        expect(page.get_by_text("There are no questions to show")).to_be_visible()
    page.mishaps[:] = [each for each in page.mishaps if "404" not in each]


def test_a_reader_who_was_certain_is_asked_first_and_told(page: Page, mkdocs_site: str):
    answered(page, mkdocs_site, "choice", right=False)
    page.goto(mkdocs_site + PAGE)
    sure = question(page, "several")
    sure.answer(right=False)
    sure.group.get_by_role("radio", name="Certain").check()
    sure.check()
    sure.says("Not quite.")
    expect(sure.group.get_by_role("radio", name="Certain")).to_be_hidden()

    page.goto(mkdocs_site + "review/")

    due(page, 2)
    first = page.locator("quiz-check").first
    expect(first.get_by_text("You were certain last time.")).to_be_visible()
    expect(question(first, "several").group).to_be_visible()


QUESTIONS = """() => [...document.querySelectorAll("quiz-check")]
  .flatMap((check) => JSON.parse(check.dataset.questions))"""


def with_sibling(page: Page) -> tuple[dict, list[dict]]:
    """A question to pick from of this page, and the others on the same objective."""
    page.wait_for_function(f"({QUESTIONS})().length > 5")
    picked = [each for each in page.evaluate(QUESTIONS) if each["as"] == "pick"]
    for own in picked:
        if others := [e for e in picked if e["tests"] == own["tests"] and e["id"] != own["id"]]:
            return own, others
    raise AssertionError("no two questions of this page test the same objective")


def test_a_sibling_on_the_same_objective_is_asked_and_counts(page: Page, mkdocs_site: str):
    chapter = "celery/01-what-celery-is-and-why"
    page.goto(f"{mkdocs_site}{chapter}/")
    own, others = with_sibling(page)
    attempt = {"at": 1, "revision": own["revision"], "answer": [9], "right": False}
    entry = {"page": f"{chapter}/", "tries": [attempt]}
    store = {"version": 2, "seed": "s", "answers": {f"{chapter}#{own['id']}": entry}}
    page.evaluate("store => localStorage.setItem('handoff', store)", json.dumps(store))

    page.goto(mkdocs_site + "review/")
    due(page, 1)
    expect(page.get_by_text("Another question on the same point", exact=True)).to_be_visible()
    form = page.locator("quiz-check form")
    shown = next(each for each in others if each["id"] == form.get_attribute("data-id"))
    for right in shown["key"]:
        form.locator(f"[name=answer][value='{right}']").check()
    form.get_by_role("button", name="Check answer").click()
    expect(form.get_by_role("status")).to_contain_text("Right.", use_inner_text=True)

    page.reload()
    due(page, 0)
