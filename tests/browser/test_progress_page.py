"""What a reader can do so far: the progress page, marks in the navigation, the way back in."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.bench.many_questions import ANSWER, opened
from tests.browser.axe import violations
from tests.browser.reader import PAGE, question

CHAPTER = "celery/01-what-celery-is-and-why/"
QUESTIONS = """() => [...document.querySelectorAll("quiz-check")]
  .flatMap((check) => JSON.parse(check.dataset.questions))"""


def store(page: Page, site: str, right: bool = True, sure: int = 0) -> list[str]:
    """Answers to all questions of the first chapter, stored; the objectives they test."""
    page.goto(site + CHAPTER)
    page.wait_for_function(f"({QUESTIONS})().length > 5")
    marked = [each for each in page.evaluate(QUESTIONS) if each["as"] != "open"]
    answers = {
        f"{CHAPTER.rstrip('/')}#{each['id']}": {
            "page": CHAPTER,
            "tries": [
                {
                    "at": 1,
                    "revision": each["revision"],
                    "answer": [0],
                    "right": right,
                    "sure": sure,
                }
            ],
        }
        for each in marked
    }
    kept = json.dumps({"version": 2, "seed": "s", "answers": answers})
    page.evaluate("kept => localStorage.setItem('handoff', kept)", kept)
    return sorted({each["tests"] for each in marked})


def seen(page: Page, word: str):
    return chapter(page).get_by_text(word).locator("visible=true")


def chapter(page: Page):
    return page.locator("section").filter(has=page.locator(f"a[href*='{CHAPTER}']")).first


def test_objectives_are_shown_where_their_questions_were_right(page: Page, site: str):
    objectives = store(page, site, right=True)

    page.goto(site + "progress/")

    expect(seen(page, "✓ shown")).to_have_count(len(objectives))
    expect(seen(page, "shaky")).to_have_count(0)
    expect(page.get_by_text("not yet").locator("visible=true").first).to_be_visible()


def test_misses_are_shaky_and_sure_ones_are_counted(page: Page, mkdocs_site: str):
    objectives = store(page, mkdocs_site, right=False, sure=2)
    answered = page.evaluate("Object.keys(JSON.parse(localStorage.handoff).answers).length")

    page.goto(mkdocs_site + "progress/")

    expect(seen(page, "shaky")).to_have_count(len(objectives))
    sums = page.locator("dl")
    expect(sums).to_contain_text(f"Right on the first try0 of {answered}")
    expect(sums).to_contain_text(f"Certain, but wrong{answered}")
    due = sums.get_by_role("link", name=str(answered))
    expect(due).to_have_js_property("href", f"{mkdocs_site}review/")


def test_a_new_reader_is_told_where_it_comes_from(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + "progress/")

    expect(page.get_by_text("You haven’t answered any questions yet.")).to_be_visible()
    expect(page.locator("dl")).to_be_hidden()


def test_a_phone_needs_no_scrolling_sideways_once_the_panel_is_there(open_page, mkdocs_site: str):
    page = open_page(viewport={"width": 320, "height": 700})

    page.goto(mkdocs_site + "progress/")
    expect(page.get_by_label("Import a file")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_axe_finds_nothing_on_the_progress_page(page: Page, mkdocs_site: str):
    store(page, mkdocs_site, right=False)
    page.goto(mkdocs_site + "progress/")
    expect(page.get_by_text("shaky").locator("visible=true").first).to_be_visible()
    page.get_by_text("Delete everything", exact=True).click()

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, "article") == []


def test_a_chapter_read_to_its_end_is_marked_and_offered_again(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + CHAPTER)
    title = page.get_by_role("heading", level=1).inner_text().replace("#", "").strip()
    nav = page.get_by_role("navigation", name="Celery").first
    page.mouse.wheel(0, 300)
    page.get_by_role("navigation", name="Onward").scroll_into_view_if_needed()
    expect(nav.get_by_role("link", name=f"{title} read").first).to_be_visible()
    page.get_by_role("heading", level=2).nth(1).scroll_into_view_if_needed()
    section = page.get_by_role("heading", level=2).nth(1).get_attribute("id")
    page.wait_for_function(
        f"Object.values(JSON.parse(localStorage.handoff).pages)[0].section === '{section}'"
    )

    for place in ("", "celery/"):
        page.goto(mkdocs_site + place)
        back = page.get_by_text("Continue where you left off:").get_by_role("link")
        expect(back).to_have_attribute("href", f"{mkdocs_site}{CHAPTER}#{section}")


def test_who_comes_back_sees_on_a_phone_s_first_screen_where_to_go_on(open_page, mkdocs_site: str):
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    far = page.get_by_text("of 8 read").first
    page.goto(mkdocs_site)
    expect(page.get_by_text("Continue where you left off:")).to_be_hidden()
    expect(far).to_be_hidden()
    place = {"at": 1, "title": "T", "section": "recap", "heading": "Recap", "read": True}
    kept = {"version": 3, "seed": "s", "answers": {}, "notes": {}, "pages": {CHAPTER: place}}
    page.evaluate("kept => localStorage.setItem('handoff', kept)", json.dumps(kept))

    page.reload()

    expect(page.get_by_role("link", name="T: Recap")).to_be_in_viewport()
    expect(far).to_have_text("· 1 of 8 read")


def test_a_chapter_with_all_questions_right_is_passed(page: Page, mkdocs_site: str):
    store(page, mkdocs_site, right=True)

    page.reload()

    nav = page.get_by_role("navigation", name="Celery").first
    expect(nav.get_by_text("✓ passed").first).to_be_attached()
    kept = "Object.values(JSON.parse(localStorage.handoff).pages)[0]?.passed"
    page.wait_for_function(kept)
    page.goto(mkdocs_site + "celery/")
    expect(page.locator(".phases").get_by_text("✓ passed")).to_be_visible()


def test_a_chapter_is_passed_by_who_leaves_before_the_next_frame(page: Page, mkdocs_site: str):
    opened(page, mkdocs_site + PAGE, 2)
    expect(page.locator("[data-quiz='authors/choice'] .quiz__score")).to_be_visible()
    passed = f"JSON.parse(localStorage.handoff).pages['{PAGE}']?.passed"
    page.evaluate("() => { window.requestAnimationFrame = () => 0; }")  # no frame comes
    page.evaluate(ANSWER, 1)
    expect(page.locator("form[data-result]")).to_have_count(2)
    assert not page.evaluate(passed)

    page.goto(mkdocs_site + "progress/")

    assert page.evaluate(passed)


def test_a_new_reader_sees_no_marks_and_stores_nothing(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site + "celery/")
    page.wait_for_function("!!customElements.get('reader-continue')")

    expect(page.get_by_text("Continue where you left off")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('handoff')") is None


def test_answers_travel_in_a_file(page: Page, open_page, mkdocs_site: str, tmp_path: Path):
    answered(page, mkdocs_site, "choice")
    page.goto(mkdocs_site + "progress/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export answers and notes").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    other = open_page()
    answered(other, mkdocs_site, "text")
    other.goto(mkdocs_site + "progress/")
    due = other.locator("[data-sum=due]")
    expect(due).to_have_text("1")
    other.get_by_label("Import a file").set_input_files(file)
    expect(other.get_by_role("status").filter(has_text="Imported.")).to_be_visible()
    expect(due).to_have_text("2")

    (tmp_path / "holiday.json").write_text('{"photos": 3}')
    other.get_by_label("Import a file").set_input_files(tmp_path / "holiday.json")
    expect(other.get_by_role("status").filter(has_text="has no answers")).to_be_visible()
    expect(due).to_have_text("2")
    other.get_by_text("Delete everything", exact=True).click()
    other.get_by_role("button", name="Delete everything now").click()
    expect(other.get_by_text("You haven’t answered any questions yet.")).to_be_visible()


def answered(page: Page, site: str, kind: str) -> None:
    page.goto(site + PAGE)
    question(page, kind).answer(right=False)
    question(page, kind).check()
    question(page, kind).says("Not quite.")


def test_due_days_can_be_had_as_a_calendar(page: Page, mkdocs_site: str, tmp_path: Path):
    page.goto(mkdocs_site + "progress/")
    page.get_by_role("button", name="Due days as a calendar").click()
    expect(page.get_by_role("status").filter(has_text="Nothing is due")).to_be_visible()
    answered(page, mkdocs_site, "choice")
    page.goto(mkdocs_site + "progress/")

    with page.expect_download() as download:
        page.get_by_role("button", name="Due days as a calendar").click()

    text = Path(download.value.path()).read_text()
    assert download.value.suggested_filename == "handoff-review.ics"
    assert "SUMMARY:Questions to review (1)" in text
    assert f"URL:{mkdocs_site}review/" in text


def test_tries_can_be_shared_without_name_date_or_time(page: Page, mkdocs_site: str):
    answered(page, mkdocs_site, "choice")
    page.goto(mkdocs_site + "progress/")
    page.get_by_text("Help us find bad questions").click()

    with page.expect_download() as download:
        page.get_by_role("button", name="Share my tries").click()

    (attempt,) = json.loads(Path(download.value.path()).read_text())["tries"]
    assert attempt["question"] == "authors/choice#delay-in-a-view"
    assert attempt.keys() == {"question", "revision", "answer", "right"}
