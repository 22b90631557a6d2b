"""A reader answers by mouse, on what both builders made."""

from playwright.sync_api import Page, expect

from tests.browser.reader import ASKED, MARKED, PAGE, choice, place_of, question, questions

REASON = {
    "choice": "There need be no worker at all",
    "several": "They are separate processes",
    "output": "Nobody has run it",
    "typed": "asks the handle for its state",
    "order": "It could not before the broker had it",
    "text": "It keeps what came out of tasks",
    "line": "Saving is fine",
}


def test_a_right_answer_is_called_right_and_explained(page: Page, site: str):
    page.goto(site + PAGE)

    for asked in questions(page, MARKED):
        asked.answer(right=True)
        asked.check()

        asked.says("Right.")
        expect(asked.group.get_by_role("link", name="Read that section again")).to_be_visible()


def test_a_wrong_answer_is_told_why(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)

    for asked in questions(page, MARKED):
        asked.is_unmarked()
        asked.answer(right=False)
        asked.check()

        asked.says("Not right yet.")
        reason = asked.group.get_by_text(REASON[asked.kind]).locator("visible=true")
        expect(reason).to_have_count(1)


def test_every_choice_says_why_it_is_right_or_wrong(page: Page, site: str):
    page.goto(site + PAGE)
    asked = question(page, "several")

    asked.answer()
    asked.check()

    assert sorted(asked.verdicts()) == ["Right.", "Right.", "Right.", "Wrong.", "Wrong."]


def test_an_open_answer_is_compared_and_never_called_wrong(page: Page, site: str):
    page.goto(site + PAGE)
    asked = question(page, "open")

    asked.answer()
    asked.check()

    asked.says("Compare your words")
    model = asked.group.get_by_text("A message in the broker is still there")
    expect(model.locator("visible=true")).to_have_count(1)
    assert asked.verdicts() == []


def test_check_without_an_answer_asks_for_one(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)

    for asked in questions(page, [kind for kind in ASKED if kind != "order"]):
        asked.check()

        asked.says("Answer first")


def test_a_reader_may_change_their_mind_before_check(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")

    asked.answer(right=False)
    asked.is_unmarked()
    asked.answer(right=True)
    asked.check()

    asked.says("Right.")


def test_a_marked_answer_stays_until_try_again(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    asked.answer(right=False)
    asked.check()

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
        group.get_by_role("button", name="Check").click()
    expect(page.get_by_text("1 of 2 right, 1 of them at the first try.")).to_be_visible()

    page.get_by_role("button", name="Retry the ones you missed").click()
    expect(missed.get_by_role("status")).to_have_text("", use_inner_text=True)
    expect(kept.get_by_role("status")).to_contain_text("Right.")
    missed.get_by_role("radio", name="Nothing").check()
    missed.get_by_role("button", name="Check").click()

    expect(page.get_by_text("2 of 2 right, 1 of them at the first try.")).to_be_visible()
    expect(page.get_by_role("button", name="Retry the ones you missed")).to_be_hidden()
