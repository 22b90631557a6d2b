"""What a reader does with search: opens it, types, walks through the hits, goes there."""

import re
import shutil

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.fixtures.site import served

CHAPTER = "celery/01-what-celery-is-and-why/"
PHONE = {"width": 360, "height": 740}


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def results(page: Page) -> Locator:
    return dialog(page).get_by_role("list", name="Results")


def hits(page: Page) -> Locator:
    return results(page).get_by_role("link")


def says(page: Page, words: str | re.Pattern) -> None:
    expect(dialog(page).get_by_role("status")).to_contain_text(words, use_inner_text=True)


def ask(page: Page, words: str) -> None:
    """Open the dialog with a key and type; what is shown answers all of it, not half a word."""
    page.locator("site-search button").first.wait_for()
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(hits(page).first).to_be_visible()
    expect(results(page)).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_opens_it_and_escape_closes_it(site: str, page: Page, key: str):
    page.goto(site + CHAPTER)
    expect(page.get_by_role("button", name="Search")).to_be_visible()

    page.keyboard.press(key)
    expect(page.get_by_role("searchbox")).to_be_focused()
    says(page, "Type a word or two.")

    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()


def test_a_slash_typed_into_an_answer_opens_nothing(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site + "authors/questions/")
    page.get_by_role("textbox").first.focus()

    page.keyboard.type("a/b")

    expect(page.get_by_role("textbox").first).to_have_value("a/b")
    expect(dialog(page)).to_be_hidden()


def test_the_button_takes_the_focus_back(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site + CHAPTER)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Close").click()

    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_it_closes_although_the_rest_never_comes(mkdocs_site: str, page: Page):
    page.route("**/search/dialog.js", lambda route: None)
    page.goto(mkdocs_site + CHAPTER)
    page.get_by_role("button", name="Search").click()

    page.get_by_role("button", name="Close").click()

    expect(dialog(page)).to_be_hidden()


def test_hits_say_section_chapter_and_guide_and_lead_there(site: str, page: Page):
    page.goto(site)
    page.evaluate("window.stayed = true")
    ask(page, "four pieces carry")

    hit = hits(page).first
    expect(hit).to_contain_text("Four pieces carry every task")
    expect(hit).to_contain_text("The Celery guide › What Celery is, and why")
    hit.click()

    expect(page).to_have_url(re.compile(re.escape(site + CHAPTER)))
    expect(page.get_by_role("heading", level=1)).to_have_text("What Celery is, and why")
    expect(dialog(page)).to_be_hidden()
    assert page.evaluate("window.stayed"), "this was a full page load"


@pytest.mark.parametrize(
    ("asked", "page_of_hit"),
    [
        ("broker", "Glossary"),
        ("prefetch", "Glossary"),
        ("acks late", re.compile("Glossary|Celery on one page")),
        ("worker_prefetch_multiplier", "Celery on one page"),
        ("result_expires", "Celery on one page"),
    ],
)
def test_glossary_and_cheat_sheet_come_first_for_their_words(mkdocs_site, page, asked, page_of_hit):
    page.goto(mkdocs_site)
    ask(page, asked)

    expect(hits(page).first).to_contain_text(page_of_hit)


def test_it_answers_before_a_word_is_whole_and_through_a_slip(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site)
    ask(page, "visib")
    expect(hits(page).first).to_contain_text("isibility")

    page.get_by_role("searchbox").fill("visiblity tiemout")

    expect(hits(page).first).to_contain_text("isibility")
    expect(hits(page).first).to_contain_text("timeout")


def test_what_was_found_is_said(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site)
    ask(page, "broker")
    says(page, re.compile(r"^\d+ sections found, the best ones first\.$"))

    page.get_by_role("searchbox").fill("zzzzqqqq")
    says(page, "Nothing found.")
    expect(hits(page)).to_have_count(0)

    page.get_by_role("searchbox").fill("")
    says(page, "Type a word or two.")


def test_arrow_keys_walk_and_letters_go_on_with_the_question(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site)
    ask(page, "broker")

    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")

    expect(page.get_by_role("searchbox")).to_have_value("brokers")


def test_enter_opens_the_best_hit(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site)
    ask(page, "chord")

    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{mkdocs_site}celery/glossary/#chord")


AT_ONCE = """([words, event]) => {
  const input = document.querySelector("dialog[open] input");
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  if (event === "Enter") return input.form.requestSubmit();
  input.dispatchEvent(new KeyboardEvent("keydown", { key: event, bubbles: true }));
}"""


def test_enter_right_after_the_last_letter_opens_the_best_hit_for_the_whole_word(
    mkdocs_site: str, page: Page
):
    page.goto(mkdocs_site)
    ask(page, "broker")

    page.evaluate(AT_ONCE, ["chord", "Enter"])

    expect(page).to_have_url(f"{mkdocs_site}celery/glossary/#chord")


def test_who_walks_among_hits_of_half_a_word_keeps_the_place(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site)
    ask(page, "broker")

    page.evaluate(AT_ONCE, ["chord", "ArrowDown"])
    expect(hits(page).first).to_contain_text("Chord")

    expect(hits(page).first).to_be_focused()


def test_whatever_has_the_focus_shows_a_ring(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site)
    ask(page, "broker")

    seen = set()
    for _ in range(14):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "[document.activeElement.tagName, getComputedStyle(document.activeElement)."
                "outlineStyle, !!document.activeElement.closest('dialog')].join()"
            )
        )

    inside = {each for each in seen if each.endswith("true")}
    assert {each.split(",")[0] for each in inside} >= {"A", "BUTTON", "INPUT"}
    assert {each.split(",")[1] for each in inside} == {"solid"}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_in_it(mkdocs_site: str, open_page, scheme: str, width: int):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 740})
    page.goto(mkdocs_site + CHAPTER)

    page.keyboard.press("/")
    says(page, "Type a word")
    empty = violations(page)
    page.keyboard.type("timeout")
    expect(hits(page).first).to_be_visible()

    assert empty + violations(page) == []
    assert dialog(page).evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")


def test_it_fetches_nothing_before_it_is_used_and_little_then(site: str, page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(site + CHAPTER)
    page.wait_for_function("!!customElements.get('quiz-check')")

    assert [url for url in asked if "search" in url] == []

    asked.clear()
    ask(page, "visibility timeout")
    says(page, "sections found")

    data = [url for url in asked if url.startswith("search/")]
    assert "search/index.json" in data
    assert len(data) <= 1 + 2 * 4 + 2 * 8


def test_where_there_is_no_index_it_says_what_to_do(builds, tmp_path, page: Page):
    shutil.copytree(builds("mkdocs"), tmp_path / "site")
    shutil.rmtree(tmp_path / "site" / "search")
    with served(tmp_path / "site") as address:
        page.goto(address + CHAPTER)
        page.keyboard.press("/")

        page.keyboard.type("broker")

        says(page, "This copy of the site has no search index. make build makes one")
        page.mishaps.clear()  # the browser reports the 404 itself as an error


def test_offline_it_says_so(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site + CHAPTER)
    ask(page, "broker")
    page.context.set_offline(True)

    page.get_by_role("searchbox").fill("quorum")

    says(page, "You’re offline")
    page.context.set_offline(False)
    page.get_by_role("searchbox").fill("quorum q")
    expect(hits(page).first).to_be_visible()
    page.mishaps.clear()


def test_it_works_in_a_sub_path(builds, tmp_path, page: Page):
    shutil.copytree(builds("mkdocs"), tmp_path / "below" / "here")
    with served(tmp_path) as address:
        page.goto(f"{address}below/here/{CHAPTER}")

        ask(page, "chord")

        expect(hits(page).first).to_have_attribute(
            "href", f"{address}below/here/celery/glossary/#chord"
        )


def test_without_javascript_there_is_no_button_that_does_nothing(site: str, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(site + CHAPTER)

    expect(page.get_by_role("button", name="Search")).to_have_count(0)
