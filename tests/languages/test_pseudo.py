"""The site in a language made by machine: whatever is in plain letters, no catalogue has."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handoff.languages.pseudo import accented
from tests.lab.pages import PATIENCE

PLAIN = Path(__file__).with_name("plain.js").read_text()
# Names and units are no words of ours.
NAMES = r"""
    \w+@\w+|Handoff|Celery|Python|FastAPI|JSON|PENDING|SUCCESS|UTC|Europe/\w+|KB|MB|min|ms|\w+\.(?:py|md)
    |beat_schedule|enable_utc|timezone|TZ|reminder|celery|mon-fri|jan,jul|sat,sun|\w+\(.*\)
"""
NAMED = re.compile(rf"\b(?:{NAMES})(?!\w)", re.X)
CHAPTER = "celery/01-what-celery-is-and-why/"
PAGES = ("", "review/", "progress/", "celery/", CHAPTER, "celery/05-retries-and-errors/")
PAGES += ("celery/06-scheduled-tasks-with-beat/", "celery/experiments/", "404.html")
pytestmark = [pytest.mark.long, pytest.mark.slow]


def outside(page: Page) -> list[str]:
    """What the page says in plain letters, and where."""
    told = page.evaluate(PLAIN)
    return sorted({f"{where}: {text}" for where, text in told if is_plain(text)})


def is_plain(text: str) -> bool:
    return bool(re.search(r"[A-Za-pr-z]{2}", NAMED.sub("", text)))


@pytest.fixture
def reader(open_page, pseudo_site: str) -> Page:
    page = open_page(base_url=pseudo_site)
    page.set_default_timeout(PATIENCE)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_no_page_says_a_word_that_is_in_no_catalogue(reader: Page, path: str):
    reader.goto(path)

    assert reader.locator("html").get_attribute("lang") == "en-XB"
    assert len(reader.evaluate("document.body.innerText")) > 100
    assert outside(reader) == []


def test_nor_does_a_quiz_before_and_after_each_answer(reader: Page):
    reader.goto(CHAPTER)
    for question in reader.locator("quiz-check .quiz__question").all():
        check = question.get_by_role("button", name=accented("Check answer"))
        if check.count() == 0 or question.locator("[name=answer]").count() == 0:
            continue
        check.click()
        expect(question.locator("output")).to_contain_text(accented("Pick an answer first."))
        question.locator("[name=answer]").first.check()
        check.click()
        expect(question.locator("output")).not_to_be_empty()

    assert "quiz__verdict" in reader.content()
    assert outside(reader) == []


def test_nor_do_review_and_progress_of_a_reader_with_answers(reader: Page):
    reader.goto(CHAPTER)
    question = reader.locator('form[data-id="home-page-down"]')
    question.locator('[name=answer][value="0"]').check()
    question.get_by_role("button", name=accented("Check answer")).click()
    expect(question.locator('[data-say="missed"]')).to_be_visible()

    for path, there in (("review/", "quiz-check"), ("progress/", "[data-if=answers]"), ("", "h2")):
        reader.goto(path)
        expect(reader.locator(there).first).to_be_visible()
        assert outside(reader) == []


def test_nor_does_the_search(reader: Page):
    reader.goto("celery/")
    reader.get_by_role("button", name=accented("Search")).click()
    for words, said in (("qqqq", "none"), (accented("broker"), "many")):
        reader.get_by_role("searchbox").fill(words)
        expect(reader.locator(f'.search__said [data-say="{said}"]')).to_be_visible()

        assert outside(reader) == []


def test_nor_do_a_simulator_a_replay_and_the_ways_to_sign_up(reader: Page):
    reader.goto("celery/06-scheduled-tasks-with-beat/")
    reader.locator("page-simulator").first.scroll_into_view_if_needed()
    field = reader.locator("page-simulator input").first
    field.fill("99")
    expect(reader.locator(".simulator__wrong").first).to_be_visible()
    reader.get_by_role("button", name=accented("Play the replay")).first.click()
    expect(reader.get_by_role("button", name=accented("Next"))).to_be_visible()
    assert outside(reader) == []

    reader.goto("")
    for button in reader.locator("sign-up-ways button").all():
        button.click()
    expect(reader.locator("[data-way=background] output")).to_contain_text("0.5")
    assert outside(reader) == []


def test_nor_does_a_lab_that_has_run(reader: Page):
    reader.goto(CHAPTER)
    lab = reader.locator("code-lab").first
    lab.get_by_role("button", name=accented("Show the recorded output instead")).click()
    lab.get_by_role("button", name=accented("Run"), exact=True).click()
    expect(lab.locator(".lab__status")).to_contain_text(
        accented("Your program ended."), timeout=PATIENCE
    )
    lab.get_by_role("button", name=accented("Start worker")).click()
    expect(lab.locator('[data-messages="backend"] button')).to_be_visible(timeout=PATIENCE)
    lab.locator('[data-messages="backend"] button').click()
    expect(lab.locator(".inspector")).to_be_visible()

    assert outside(reader) == []


def test_pages_run_from_right_to_left_but_code_and_diagrams_do_not(reader: Page):
    reader.goto(CHAPTER)
    direction = "element => getComputedStyle(element).direction"

    def directions(selector: str) -> set[str]:
        return set(reader.locator(selector).evaluate_all(f"all => all.map({direction})"))

    assert directions("body, .md-content h2, .quiz__question, code-lab, .phases") == {"rtl"}
    assert directions("pre, code, figure svg") == {"ltr"}
    first, second = reader.locator(".pieces .piece").evaluate_all(
        "all => all.slice(0, 2).map((piece) => piece.getBoundingClientRect().left)"
    )
    assert first > second
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_numbers_keep_their_words_in_data(reader: Page):
    """The premise of this file: its pages are translated, and questions keep their ids."""
    reader.goto(CHAPTER)
    [questions] = [json.loads(reader.locator("quiz-check").first.get_attribute("data-questions"))]

    assert questions[0]["id"] == "home-page-down"
    assert accented("Check answer") in reader.content()
