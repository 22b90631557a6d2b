"""Each kind by keyboard alone; nothing is marked before Check."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import ASKED, PAGE, choice, place_of, question, questions, steps


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_arrow_keys_choose_and_never_submit(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)

    for asked in questions(page, ["choice", "output", "line"]):
        radios = asked.group.get_by_role("radio")
        radios.first.focus()
        press(page, "Space", "ArrowDown")

        expect(radios.nth(1)).to_be_checked()
        expect(radios.nth(1)).to_be_focused()
        asked.is_unmarked()


def test_check_is_reached_and_pressed_by_keyboard(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)

    for asked in questions(page, ASKED):
        asked.answer()
        check = asked.button("Compare answers" if asked.kind == "open" else "Check answer")
        tab_to(page, asked.group, check)
        press(page, "Enter", "Enter")  # the second one in a hurry

        asked.says("Compare" if asked.kind == "open" else "Right.")
        expect(check).to_be_focused()
        expect(check).to_have_attribute("aria-disabled", "true")
        press(page, "Tab")
        expect(asked.button("Try again")).to_be_focused()


def tab_to(page: Page, group: Locator, button: Locator) -> None:
    """From the group's first control to the button, by Tab alone."""
    group.get_by_role("radio").or_(group.get_by_role("checkbox")).or_(
        group.get_by_role("textbox")
    ).or_(group.get_by_role("button")).first.focus()
    for _ in range(20):
        if button.evaluate("button => button === document.activeElement"):
            return
        press(page, "Tab")
    raise AssertionError("Tab does not lead to the button")


def test_try_again_puts_the_focus_on_the_first_answer(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    asked.answer(right=False)
    asked.check()
    asked.give_up()

    asked.button("Try again").focus()
    press(page, "Enter")

    expect(asked.group.get_by_role("radio").first).to_be_focused()


def test_enter_in_a_text_field_checks(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "text")

    asked.group.get_by_role("textbox").focus()
    page.keyboard.type("broker")
    press(page, "Enter")

    asked.says("Right.")


def test_a_step_moves_by_keyboard_is_announced_and_keeps_the_focus(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "order")
    step = steps(asked.group)[0].split("\n")[0]
    down = asked.group.get_by_role("button", name=f"Move down {step}")

    down.focus()
    press(page, "Enter")
    asked.says("Now in place 2 of 4.")
    press(page, "Space")
    asked.says("Now in place 3 of 4.")

    expect(down).to_be_focused()
    assert place_of(asked.group, step) == 2


def test_the_reasons_of_marked_choices_are_read_with_them(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    right = choice(asked.group, "A message waits")
    expect(right).to_have_accessible_description("")

    asked.answer()
    asked.check()

    expect(right).to_have_accessible_description(
        "Right. .delay() only enqueues; a worker takes the message when it is ready."
    )
    right.focus()
    press(page, "ArrowDown")
    expect(right).to_be_checked()
    expect(right).not_to_be_focused()


def test_after_a_miss_the_answer_can_be_changed_or_shown_by_keyboard(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "choice")
    asked.answer(right=False)
    asked.button("Check answer").focus()
    press(page, "Enter")
    asked.says("Not quite.")
    expect(asked.button("Check answer")).to_be_focused()

    press(page, "Tab")
    expect(asked.button("Show answer")).to_be_focused()
    press(page, "Enter")

    asked.says("Here’s the answer")
    expect(asked.button("Try again")).to_be_focused()
    press(page, "Enter")
    expect(asked.group.get_by_role("radio").first).to_be_focused()


def test_how_sure_is_chosen_by_keyboard_and_may_be_left_out(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "several")
    asked.answer(right=True)
    asked.group.get_by_role("checkbox").last.focus()

    press(page, "Tab", "Space", "ArrowRight")
    expect(asked.group.get_by_role("radio", name="Fairly sure")).to_be_focused()
    expect(asked.group.get_by_role("radio", name="Fairly sure")).to_be_checked()
    press(page, "Tab", "Enter")

    asked.says("Right.")
    (answers,) = page.evaluate("Object.values(JSON.parse(localStorage.handoff).answers)")
    assert [each["sure"] for each in answers["tries"]] == [1]
