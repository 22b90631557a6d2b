"""For everyone: axe in every state, names and roles, zoom, targets, translators, print."""

import io

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import ALL_BUT_CONTRAST, CONTRAST_ONLY, violations
from tests.browser.reader import ASKED, PAGE, WRAP_ALL_TEXT, question, questions

QUIZ = "quiz-check"
TARGETS = "quiz-check :is(button, input, summary, label)"
SMALL_TARGETS = """(targets) => [...document.querySelectorAll(targets)]
  .filter((target) => target.checkVisibility())
  .map((target) => [target, target.closest("label") ?? target])
  .map(([target, area]) => [target.outerHTML.slice(0, 80), area.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 24 || height < 24)
  .map(([html, { width, height }]) => `${width} × ${height}: ${html}`)"""


def answer_all(page: Page, right: bool, to_the_end: bool = True) -> None:
    for asked in questions(page, ASKED):
        asked.answer(right or asked.kind == "open")
        asked.check()
        if to_the_end and not right and asked.kind != "open":
            asked.give_up()


def in_all_looks(page: Page) -> list[str]:
    """The quizzes of a page; contrast in both schemes, for with forced colours none is ours."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {each}" for each in violations(page, QUIZ, **CONTRAST_ONLY)]
    page.emulate_media(forced_colors="active")
    found += violations(page, QUIZ, **ALL_BUT_CONTRAST)
    page.emulate_media(forced_colors="none", color_scheme="light")
    return found


def test_axe_finds_nothing_before_answering(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    for hint in page.get_by_text("Hint", exact=True).all():
        hint.click()
    question(page, "several").check()

    assert in_all_looks(page) == []


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_axe_finds_nothing_after_answering(page: Page, mkdocs_site: str, right: bool):
    page.goto(mkdocs_site + PAGE)

    answer_all(page, right)

    assert in_all_looks(page) == []


def test_axe_finds_nothing_after_a_first_miss(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)

    answer_all(page, right=False, to_the_end=False)

    assert in_all_looks(page) == []


def test_axe_finds_nothing_on_a_phone(open_page, mkdocs_site: str):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(mkdocs_site + PAGE)

    answer_all(page, right=False)

    assert violations(page, QUIZ) == []


def test_a_question_is_a_group_named_by_its_text(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    asked = question(page, "text")
    expect(asked.group).to_match_aria_snapshot("""
      - group /Type the answer Every worker is down/:
        - textbox "Your answer"
        - group: Hint
        - button "Check answer"
        - status
    """)

    asked.answer(right=False)
    asked.check()

    expect(asked.group).to_match_aria_snapshot("""
      - group /Type the answer Every worker is down/:
        - textbox "Your answer": the result backend
        - group:
          - text: Hint
          - paragraph: It is a store, not a process that runs your code.
        - button "Check answer"
        - button "Show answer"
        - status: Not quite. There’s a hint above. Change your answer and check again.
    """)
    expect(asked.group.get_by_role("textbox")).to_have_accessible_description(
        "Wrong. It keeps what came out of tasks, and nothing has run."
    )

    asked.give_up()

    expect(asked.group).to_match_aria_snapshot("""
      - group:
        - textbox "Your answer": the result backend
        - button "Check answer" [disabled]
        - button "Try again"
        - status: Here’s the answer, and why.
        - paragraph:
          - link "Read that section again"
    """)
    expect(asked.group.get_by_role("textbox")).to_have_accessible_description(
        "Wrong. It keeps what came out of tasks, and nothing has run."
    )


@pytest.mark.parametrize("zoom", [2, 4])
def test_zoomed_pages_reflow(open_page, mkdocs_site: str, zoom: int):
    """1280 px at 400 % are 320 CSS pixels: nothing but code scrolls sideways."""
    page = open_page(viewport={"width": 1280 // zoom, "height": 800 // zoom})
    page.goto(mkdocs_site + PAGE)
    answer_all(page, right=False)

    assert page.get_by_role("main").evaluate("main => main.scrollWidth") <= 1280 // zoom
    assert (
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('quiz-check *')]"
            ".filter((part) => part.checkVisibility() && !part.closest('code, label:has(code)'))"
            ".map((part) => part.getBoundingClientRect().right))"
        )
        <= 1280 // zoom
    )
    assert page.evaluate(SMALL_TARGETS, TARGETS) == []


def test_text_spacing_of_the_readers_own_hides_nothing(open_page, mkdocs_site: str):
    """The distances that WCAG 1.4.12 names, on a phone; what a box cuts off is lost."""
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(mkdocs_site + PAGE)
    page.add_style_tag(content=SPACED)

    answer_all(page, right=False)

    assert page.get_by_role("main").evaluate("main => main.scrollWidth") <= 320
    assert page.evaluate(CUT_OFF) == []


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
TEXTS = "main :is(p, li, label, legend, button, output, h1, h2, h3)"
CUT_OFF = f"""[...document.querySelectorAll("{TEXTS}")]
  .filter((part) => part.checkVisibility() && !part.closest("pre, .hidden-text"))
  .filter((part) => getComputedStyle(part).overflow !== "visible")
  .filter((part) => part.scrollHeight > part.clientHeight + 1)
  .map((part) => part.outerHTML.slice(0, 80))"""


def test_a_long_name_in_a_step_breaks_instead_of_scrolling(open_page, mkdocs_site: str):
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(mkdocs_site + PAGE)
    step = question(page, "order").group.get_by_role("listitem").first

    step.locator("span").nth(1).evaluate(
        "step => step.innerHTML = '<code>before_task_publish_and_another_signal_name</code>'"
    )

    row = step.bounding_box()
    assert row["x"] + row["width"] <= 320
    assert step.evaluate("step => step.scrollWidth <= step.clientWidth")


def test_nothing_moves_under_reduced_motion_nor_otherwise(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)

    moving = page.evaluate(
        "[...document.querySelectorAll('quiz-check *')].filter((part) => {"
        " const { transitionDuration, animationName } = getComputedStyle(part);"
        " return parseFloat(transitionDuration) > 0.15 || animationName !== 'none'; })"
        ".map((part) => part.outerHTML.slice(0, 80))"
    )

    assert moving == []


def test_the_quiz_survives_a_page_translator(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    page.evaluate(WRAP_ALL_TEXT)

    answer_all(page, right=True)

    for asked in questions(page, ASKED):
        asked.says("Compare" if asked.kind == "open" else "Right.")
    page.evaluate(WRAP_ALL_TEXT)
    question(page, "choice").button("Try again").click()
    question(page, "choice").is_unmarked()


def test_print_puts_the_answers_on_a_page_of_their_own(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + PAGE)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    answers = page.get_by_role("heading", name="Answers", exact=True)

    expect(answers.first).to_be_visible()
    for asked in questions(page, ["choice", "text"]):
        expect(asked.button("Check answer")).to_be_hidden()
    first_answer = answers.first.bounding_box()["y"]
    last_question = page.get_by_role("group", name="Three more workers").bounding_box()["y"]
    assert first_answer > last_question
    expect(page.get_by_text(".delay() only enqueues").locator("visible=true")).to_have_count(1)

    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(answers.first).to_be_hidden()
    assert io.BytesIO(page.pdf()).read(5) == b"%PDF-"
