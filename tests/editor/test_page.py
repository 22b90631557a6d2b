"""The question editor in a browser: from an empty form, or a question that is there, to JSON."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from handoff.quiz.files import path_of, quiz_files
from handoff.quiz.load import read
from tests.browser.axe import violations
from tests.editor.conftest import PAGE, REPOSITORY
from tests.fixtures.site import ROOT

QUIZ, ID = "celery/02-the-broker-and-the-worker", "whose-default"
READ_ALL = """async (quizzes) => {
  const { fill, read } = await import("/assets/javascripts/editor/fields.js");
  const form = document.querySelector("form.editor__form");
  const again = (question) => {
    fill(form, question, true);
    return read(form, question);
  };
  return quizzes.map((questions) => questions.map(again));
}"""
POLICY = "meta[http-equiv=Content-Security-Policy]"
PATIENCE = {"timeout": 120_000}  # Python starts in the tab


@pytest.fixture
def editor(page: Page, editor_site: str) -> Page:
    page.goto(editor_site + f"{PAGE}/")
    expect(page.get_by_role("combobox", name="Quiz")).to_be_visible()
    return page


def written(page: Page) -> dict:
    return json.loads(page.get_by_role("region", name="The question as JSON").inner_text())


def choose_kind(page: Page, kind: str) -> None:
    page.get_by_role("combobox", name="Kind").select_option(kind)


def status(page: Page):
    return page.get_by_role("region", name="What the check says").get_by_role("status")


def test_a_question_that_is_there_is_mended(page: Page, editor_site: str):
    page.goto(editor_site + f"{PAGE}/?quiz={QUIZ}&question={ID}")
    expect(status(page)).to_have_text("Nothing is wrong with this question.", **PATIENCE)
    shown = page.get_by_role("region", name="How readers see it")
    findings = page.get_by_role("region", name="What the check says")

    page.get_by_role("textbox", name="Question").fill("Which one is not `nl`?")

    expect(status(page)).to_have_text("1 warning.", **PATIENCE)
    expect(findings.get_by_role("listitem")).to_contain_text('the question turns on "not"')
    expect(shown.get_by_role("group", name="Which one is not nl?")).to_be_visible()
    field = page.get_by_role("textbox", name="Question")
    expect(field).to_have_accessible_description(re.compile("the question turns on"))


def test_what_a_finding_is_about_is_a_click_away(editor: Page):
    editor.get_by_role("textbox", name="Question").fill("Which?")
    for number, words in enumerate(("It waits", "It waits")):
        editor.get_by_role("textbox", name="Choice").nth(number).fill(words)
    editor.get_by_role("checkbox", name="This is right").first.check()
    same = editor.get_by_role("listitem").filter(has_text="says the same as choice 0")
    expect(same).to_be_visible(**PATIENCE)

    same.get_by_role("button", name="Choice 2").press("Enter")

    field = editor.get_by_role("textbox", name="Choice").nth(1)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    for scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=scheme)
        assert violations(editor, "question-editor") == []


def test_what_is_answered_in_the_preview_is_kept_nowhere(page: Page, editor_site: str):
    page.goto(editor_site + f"{PAGE}/?quiz={QUIZ}&question={ID}")
    shown = page.get_by_role("region", name="How readers see it")

    shown.get_by_role("radio", name="Neither").check(**PATIENCE)
    shown.get_by_role("button", name="Check answer").click()

    expect(shown.get_by_role("button", name="Show answer")).to_be_visible()
    kept = page.evaluate("Object.values(localStorage).map(JSON.parse)")
    assert [each for each in kept if each.get("answers")] == []


KINDS = {
    "order": ("steps", "Step", ["Boil", "Pour"], {"steps": ["Boil", "Pour"]}),
    "text": ("accepted", "Answer", ["four"], {"answer": "four"}),
    "choice": ("choices", "Choice", ["One", "Two"], {"choices": ["One", "Two"]}),
    "line": ("choices", "Choice", ["x = 1", "y = 2"], {"choices": ["x = 1", "y = 2"]}),
    "output": ("choices", "Choice", ["1", "2"], {"choices": ["1", "2"]}),
    "typed": ("hints", "", [], {}),
    "open": ("hints", "", [], {}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_form_of_its_own(editor: Page, kind: str):
    rows, label, words, said = KINDS[kind]
    choose_kind(editor, kind)
    editor.get_by_role("textbox", name="Question").fill("So?")

    for number, each in enumerate(words):
        editor.locator(f"[data-list={rows}]").get_by_label(label, exact=True).nth(number).fill(each)
    if kind == "open":
        editor.get_by_role("textbox", name="A model answer").fill("because")

    named = {"typed": "output"}.get(kind, kind)
    common = {"q": "So?"} | ({"kind": named} if named != "choice" else {})
    assert written(editor) == common | said | ({"answer": "because"} if kind == "open" else {})


def test_several_right_choices_are_a_list(editor: Page):
    for number, words in enumerate("abc"):
        if number == 2:
            editor.get_by_role("button", name="Add a choice").click()
        editor.get_by_role("textbox", name="Choice").nth(number).fill(words)
    editor.get_by_role("checkbox", name="This is right").nth(2).check()
    assert written(editor)["answer"] == 2

    editor.get_by_role("checkbox", name="The reader may pick several").check()

    assert written(editor)["answer"] == [2]


def test_rows_move_and_go_by_keyboard(editor: Page):
    choose_kind(editor, "order")
    for number, words in enumerate(("Pour", "Boil")):
        editor.get_by_role("textbox", name="Step").nth(number).fill(words)

    editor.get_by_role("button", name="Move this step up").nth(1).press("Enter")
    assert written(editor)["steps"] == ["Boil", "Pour"]
    editor.get_by_role("button", name="Take this step out").nth(1).press("Enter")

    assert written(editor)["steps"] == ["Boil"]
    expect(editor.get_by_role("textbox", name="Step")).to_be_focused()


def test_no_question_changes_by_being_opened(editor: Page, project):
    """Every question of the project, put into the form and read from it, is the same question."""
    paths = quiz_files([ROOT / "quizzes"])
    known = [json.loads(path.read_text(encoding="utf-8")) for path in paths]

    found = editor.evaluate(READ_ALL, known)

    for path, questions in zip(paths, found, strict=True):
        copy = project.write(f"quizzes/{path.stem}.json", json.dumps(questions))
        assert strip(read(copy).questions) == strip(read(path).questions)


def strip(questions: list) -> list:
    """Without what hangs on the samples, which are not copied."""
    return [vars(question) | {"accept": None} for question in questions if not question.sample]


def test_a_draft_outlives_a_reload_until_it_is_discarded(editor: Page):
    editor.get_by_role("textbox", name="Question").fill("Half a quest")

    editor.reload()
    expect(editor.get_by_role("textbox", name="Question")).to_have_value("Half a quest")
    editor.get_by_role("button", name="Start over").click()

    expect(editor.get_by_role("textbox", name="Question")).to_have_value("")
    assert "Half" not in editor.evaluate("JSON.stringify({...sessionStorage})")


def test_it_works_where_nothing_can_be_stored(open_page, editor_site: str):
    page = open_page()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no') } });"
    )
    page.goto(editor_site + f"{PAGE}/")

    page.get_by_role("textbox", name="Question").fill("So?")

    assert written(page)["q"] == "So?"
    assert page.mishaps == ["error: no"]  # the theme's own script asks
    page.mishaps.clear()


def test_pasted_json_is_opened_and_what_is_none_is_explained(editor: Page):
    editor.get_by_text("Open JSON that you have").click()
    pasted = editor.get_by_role("textbox", name="A question, or a list of them")

    pasted.fill('{"q": "Mine?", "kind": "open", "answer": "x", "strange": 1}')
    editor.get_by_role("button", name="Open it").click()
    assert written(editor) == {"q": "Mine?", "kind": "open", "answer": "x", "strange": 1}
    expect(editor.get_by_text('"strange" is no key of a question')).to_be_visible(**PATIENCE)
    pasted.fill('[{"q": "Mine?",}]')
    editor.get_by_role("button", name="Open it").click()

    expect(editor.get_by_text("a comma stands after the last item")).to_be_visible(**PATIENCE)


def test_nothing_is_loaded_before_the_author_begins_and_nothing_is_ever_sent(editor: Page):
    requests = []
    editor.context.on("request", lambda request: requests.append(request))
    editor.reload()
    expect(editor.get_by_role("textbox", name="Question")).to_be_editable()
    editor.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))")
    assert [each.url for each in requests if "/assets/editor/" in each.url] == []

    editor.get_by_role("textbox", name="Question").fill("A secret?")

    expect(status(editor)).to_contain_text("error", **PATIENCE)
    assert {each.method for each in requests} == {"GET"}
    assert [each.url for each in requests if "secret" in each.url] == []


def test_the_whole_file_is_there_to_take(editor: Page):
    editor.get_by_role("combobox", name="Quiz").select_option(QUIZ)
    editor.get_by_role("combobox", name="Question").select_option(label=ID)
    editor.get_by_role("textbox", name="Explanation").fill("Another one.")
    button = editor.get_by_role("button", name="Download the file")
    expect(button).to_be_enabled(**PATIENCE)
    expect(status(editor)).to_have_text("Nothing is wrong with this question.", **PATIENCE)

    with editor.expect_download() as download:
        button.click()

    before = json.loads(path_of(QUIZ).read_text())
    after = json.loads(download.value.path().read_text())
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [(each["id"], each["explain"]) for each in changed] == [(ID, "Another one.")]
    assert download.value.suggested_filename == "02-the-broker-and-the-worker.json"


def test_a_file_has_what_was_typed_a_moment_ago(editor: Page):
    editor.get_by_role("combobox", name="Quiz").select_option(QUIZ)
    editor.get_by_role("combobox", name="Question").select_option(label=ID)
    expect(editor.get_by_role("button", name="Download the file")).to_be_enabled(**PATIENCE)

    with editor.expect_download() as download:
        editor.evaluate(TYPE_AND_DOWNLOAD, "Typed last.")

    assert "Typed last." in download.value.path().read_text()


TYPE_AND_DOWNLOAD = """(words) => {
  const field = document.querySelector("form.editor__form [data-key=explain]");
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("[data-do=download]").click();
}"""


def test_axe_finds_nothing_on_a_phone_where_nothing_scrolls_sideways(open_page, editor_site: str):
    page = open_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
    page.goto(editor_site + f"{PAGE}/")
    for kind in KINDS:
        choose_kind(page, kind)
        assert violations(page, "question-editor") == []

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_sites_policy_lets_it_work(open_page, editor_site: str):
    page = open_page(bypass_csp=False)  # each violation is a mishap
    page.goto(editor_site + f"{PAGE}/?quiz={QUIZ}&question={ID}")

    expect(status(page)).to_have_text("Nothing is wrong with this question.", **PATIENCE)

    assert "unsafe-inline" not in page.locator(POLICY).get_attribute("content")


def test_a_question_leads_to_the_editor_with_it_and_on_to_the_file_on_its_host(
    page: Page, editor_site: str
):
    page.goto(editor_site + "authors/questions/")
    shown = "key => Object.assign(key, { hidden: false, open: true })"
    page.locator(".quiz__key").first.evaluate(shown)

    page.get_by_role("link", name="Mend it here").first.click()

    expect(page.get_by_role("textbox", name="Id")).to_have_value("delay-in-a-view")
    link = page.get_by_role("link", name="Open the file’s editor")
    expect(link).to_have_attribute("href", f"{REPOSITORY}/edit/main/quizzes/authors/choice.json")


def test_without_javascript_the_page_says_how_to_write_one(open_page, editor_site: str):
    page = open_page(java_script_enabled=False)
    page.goto(editor_site + f"{PAGE}/")

    expect(page.get_by_text("The form takes JavaScript")).to_be_visible()
    expect(page.get_by_role("combobox", name="Quiz")).to_be_hidden()
    page.get_by_role("link", name="writing questions").click()
    expect(page.get_by_role("heading", name="Writing questions")).to_be_visible()
