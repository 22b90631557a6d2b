"""A reader answers by mouse, on what both builders made."""

import re

from playwright.sync_api import Page, expect

from tests.browser.reader import ASKED, MARKED, PAGE, choice, place_of, question, questions, steps

REASON = {
    "choice": "Celery starts nothing in your app",
    "several": "Worker and web app never talk",
    "output": "Nobody has run it",
    "typed": "asks the handle for its state",
    "order": "Not in its place yet.",
    "text": "It keeps what came out of tasks",
    "line": "Saving is fine",
}
RIGHT = {
    "choice": ".delay() only enqueues",
    "several": "A message carries a task",
    "output": "A plain call runs here",
    "typed": "It prints:",
    "order": "Goes in place 1.",
    "text": "The answer:",
    "line": "Arguments become JSON here",
}
FETCHED = """() => performance.getEntriesByType("resource")
  .map(({ name }) => name.split("/").at(-1))
  .filter((name) => ["answering.js", "kinds.js", "answers.js"].includes(name))"""
CLOSED = "Read that section again"


def seen(group, words: str | re.Pattern):
    return group.get_by_text(words).locator("visible=true")


def test_a_right_answer_is_called_right_and_explained(page: Page, site: str):
    page.goto(site + PAGE)

    for asked in questions(page, MARKED):
        asked.answer(right=True)
        asked.check()

        asked.says("Right.")
        expect(asked.group.get_by_role("link", name=CLOSED)).to_be_visible()


def test_a_first_miss_gets_the_reason_for_what_was_picked_and_nothing_else(page: Page, site: str):
    page.goto(site + PAGE)

    for asked in questions(page, MARKED):
        asked.is_unmarked()
        asked.answer(right=False)
        asked.check()

        asked.says("Not quite.")
        expect(seen(asked.group, REASON[asked.kind]).first).to_be_visible()
        expect(seen(asked.group, RIGHT[asked.kind])).to_have_count(0)
        expect(asked.group.get_by_role("link", name=CLOSED)).to_be_hidden()
        asked.answer(right=True)
        asked.check()
        asked.says("Right.")


def test_a_second_miss_gets_everything(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    asked.answer(right=False)
    asked.check()
    asked.says("Not quite.")
    choice(asked.group, "A worker has begun").check()

    asked.check()

    asked.says("Not this time. Here’s the answer, and why.")
    expect(seen(asked.group, RIGHT["choice"])).to_have_count(1)
    expect(asked.group.get_by_role("link", name=CLOSED)).to_be_visible()
    assert sorted(asked.verdicts()) == [
        "Not this one.",
        "Not this time.",
        "This is right.",
        "Wrong.",
    ]


def test_show_answer_gets_everything_and_keeps_what_was_picked(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)

    for asked in questions(page, MARKED):
        expect(asked.button("Show answer")).to_be_hidden()
        asked.answer(right=False)
        asked.check()
        asked.give_up()

        asked.says("Here’s the answer, and why.")
        asked.shows(right=False)
        expect(seen(asked.group, RIGHT[asked.kind]).first).to_be_visible()
        expect(asked.button("Try again")).to_be_focused()


def test_the_same_wrong_answer_checked_twice_is_one_try(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    asked.answer(right=False)
    asked.check()
    asked.says("Not quite.")

    asked.check()

    asked.says("You’ve just checked that answer.")
    expect(seen(asked.group, RIGHT["choice"])).to_have_count(0)
    tries = (
        "JSON.parse(localStorage.handoff).answers['authors/choice#delay-in-a-view'].tries.length"
    )
    assert page.evaluate(tries) == 1


def test_a_first_miss_opens_a_hint(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    hint = asked.group.get_by_text("Think of who has to be running")
    expect(hint).to_be_hidden()

    asked.answer(right=False)
    asked.check()

    expect(hint).to_be_visible()
    asked.says("There’s a hint above.")


def test_a_choice_rightly_left_alone_is_not_called_wrong(page: Page, site: str):
    page.goto(site + PAGE)
    asked = question(page, "several")

    asked.answer()
    asked.check()

    asked.says("Right.")
    assert sorted(asked.verdicts()) == ["Not this one."] * 2 + ["Right."] * 3
    signs = """group => [...group.querySelectorAll("[data-verdict=passed]")]
      .map((word) => getComputedStyle(word, "::before").content)"""
    assert set(asked.group.evaluate(signs)) == {"none"}


def test_one_of_two_right_ones_is_right_so_far(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "several")
    choice(asked.group, "The broker").check()

    asked.check()

    asked.says("Right so far, but that’s not all of them.")


def test_case_matters_in_what_is_printed_and_the_reader_is_told(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "typed")
    asked.group.get_by_role("textbox").fill("5\npending")

    asked.check()

    asked.says("Not quite.")
    expect(seen(asked.group, "So close: in code, upper and lower case matter.")).to_be_visible()


def test_steps_in_place_are_told_from_those_that_are_not(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "order")
    asked.answer(right=True)
    last = steps(asked.group)[-1].split("\n")[0]
    asked.group.get_by_role("button", name=f"Move up {last}").click()

    asked.check()

    told = re.compile(r"^(In the right place|Not in its place yet)\.$")
    words = seen(asked.group, told).all_inner_texts()
    assert words == ["In the right place."] * 2 + ["Not in its place yet."] * 2
    asked.group.get_by_role("button", name=f"Move down {last}").click()
    expect(seen(asked.group, told)).to_have_count(0)


def test_an_open_answer_is_compared_and_never_called_wrong(page: Page, site: str):
    page.goto(site + PAGE)
    asked = question(page, "open")

    asked.answer()
    asked.check()

    asked.says("Compare your answer")
    expect(seen(asked.group, "A message in the broker is still there")).to_have_count(1)
    assert asked.verdicts() == []


def test_check_without_an_answer_asks_for_one(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)

    for asked in questions(page, [kind for kind in ASKED if kind != "order"]):
        asked.check()

        asked.says("an answer first.")


def test_a_reader_may_change_their_mind_before_check(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")

    asked.answer(right=False)
    asked.is_unmarked()
    asked.answer(right=True)
    asked.check()

    asked.says("Right.")


def test_a_closed_question_stays_until_try_again(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    asked.answer(right=False)
    asked.check()
    asked.give_up()

    choice(asked.group, "A message waits").click(force=True)
    asked.shows(right=False)

    asked.button("Try again").click()
    asked.is_unmarked()
    asked.answer(right=True)
    asked.check()
    asked.says("Right.")


def test_a_whole_row_can_be_clicked(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    radio = choice(question(page, "choice").group, "A message waits")
    radio.scroll_into_view_if_needed()
    row = radio.locator("xpath=ancestor::label").bounding_box()

    page.mouse.click(row["x"] + row["width"] - 3, row["y"] + row["height"] / 2)

    expect(radio).to_be_checked()


def test_a_step_can_be_dragged(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "order")
    first, last = (asked.group.get_by_role("listitem").nth(at) for at in (0, 3))
    asked.group.get_by_role("button").first.focus()
    page.wait_for_function(f"({FETCHED})().length === 3")
    first.scroll_into_view_if_needed()
    step = first.inner_text().split("\n")[0]
    start, end = first.bounding_box(), last.bounding_box()

    page.mouse.move(start["x"] + 12, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 12, end["y"] + end["height"] + 20, steps=20)
    page.mouse.up()

    asked.says("Now in place 4 of 4.")
    assert place_of(asked.group, step) == 3


def test_hints_come_one_after_the_other(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    group = question(page, "choice").group
    second = group.get_by_text("It is not the worker.")

    expect(second).to_be_hidden()
    group.get_by_text("Hint", exact=True).click()
    expect(group.get_by_text("Think of who has to be running")).to_be_visible()
    expect(second).to_be_hidden()
    group.get_by_text("Another hint").click()

    expect(second).to_be_visible()


def test_the_missed_ones_can_be_retried_and_the_score_counts(page: Page, site: str):
    page.goto(site + PAGE)
    kept = page.get_by_role("group", name="What does the broker do with a task")
    missed = page.get_by_role("group", name="Three more workers are started")
    for group, name in ((kept, "It keeps it"), (missed, "Its list of workers")):
        group.get_by_role("radio", name=name).check()
        group.get_by_role("button", name="Check answer").click()
    expect(page.get_by_text("1 of 2 right, 1 on the first try.")).to_be_visible()

    page.get_by_role("button", name="Retry what you missed").click()
    expect(missed.get_by_role("status")).to_have_text("", use_inner_text=True)
    expect(kept.get_by_role("status")).to_contain_text("Right.")
    missed.get_by_role("radio", name="Not a line of it").check()
    missed.get_by_role("button", name="Check answer").click()

    expect(page.get_by_text("2 of 2 right, 1 on the first try.")).to_be_visible()
    expect(page.get_by_role("button", name="Retry what you missed")).to_be_hidden()


def test_nothing_but_the_shuffle_is_fetched_before_a_reader_answers(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    page.wait_for_function("!!customElements.get('quiz-check')")
    assert page.evaluate(FETCHED) == []

    question(page, "choice").group.get_by_role("radio").first.focus()

    page.wait_for_function(f"({FETCHED})().length === 3")
