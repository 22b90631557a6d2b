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
    expected = f"To repeat now: {count}" if count else "Nothing to repeat now."
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


def test_answers_travel_in_a_file(page: Page, open_page, mkdocs_site: str, tmp_path: Path):
    answered(page, mkdocs_site, "choice", right=False)
    page.goto(mkdocs_site + "review/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export my answers").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    other = open_page()
    answered(other, mkdocs_site, "text", right=False)
    other.goto(mkdocs_site + "review/")
    due(other, 1)
    other.get_by_label("Import answers").set_input_files(file)
    expect(other.get_by_role("status").filter(has_text="Imported.")).to_be_visible()
    due(other, 2)

    (tmp_path / "holiday.json").write_text('{"photos": 3}')
    other.get_by_label("Import answers").set_input_files(tmp_path / "holiday.json")
    expect(other.get_by_role("status").filter(has_text="holds no answers")).to_be_visible()
    due(other, 2)
    other.get_by_text("Delete all my answers").click()
    other.get_by_role("button", name="Delete them now").click()
    due(other, 0)


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
        expect_kept(page, f"{site}assets/javascripts/panel.js")
        page.evaluate(NEVER_VISITED, f"{site}assets/javascripts/progress.js")
        page.context.set_offline(True)

        page.goto(site + "review/")
        due(page, 2)
        expect(
            page.get_by_text("The question “unseen” of celery/09 cannot be reached.")
        ).to_be_visible()
        again = question(page, "choice")
        again.answer(right=True)
        again.check()

        again.says("Right.")
        scope = "navigator.serviceWorker.ready.then(({ scope }) => scope)"
        assert page.evaluate(scope) == site
    # The theme asks for its search index and sitemap, which are not kept.
    page.mishaps[:] = [each for each in page.mishaps if "ERR_FAILED" not in each]


def expect_kept(page: Page, address: str) -> None:
    page.wait_for_function("address => caches.match(address)", arg=address)
