"""The page is whole without JavaScript: each question with its answer and the reasons."""

from playwright.sync_api import expect

from tests.browser.reader import ASKED, PAGE, questions

ANSWERS = {
    "choice": ["Right. .delay() only enqueues", "Wrong. There need be no worker at all"],
    "several": ["Right. Without the broker", "Wrong. They are separate processes"],
    "output": ["Right. A plain call runs here", "Wrong. Nobody has run it"],
    "typed": ["It prints:", "Wrong. The second line asks the handle"],
    "order": ["The worker will look the user up", "There is nothing to store"],
    "text": ["The answer: the broker", "Wrong. It keeps what came out"],
    "line": ["Right. Arguments become JSON here", "Wrong. Saving is fine"],
    "open": ["A message in the broker is still there"],
}


def test_each_question_shows_its_answer_and_the_reasons(open_page, site: str):
    page = open_page(java_script_enabled=False)
    page.goto(site + PAGE)

    for asked in questions(page, ASKED):
        summary = "A model answer" if asked.kind == "open" else "Show answer"
        expect(asked.button("Check answer").or_(asked.button("Compare answers"))).to_be_hidden()
        asked.group.get_by_text(summary, exact=True).locator("visible=true").click()

        for words in ANSWERS[asked.kind]:
            expect(asked.group).to_contain_text(words)
        expect(asked.group.get_by_role("link", name="Read that section again")).to_be_visible()


def test_enter_in_a_field_does_not_leave_the_page(open_page, mkdocs_site: str):
    page = open_page(java_script_enabled=False)
    page.goto(mkdocs_site + PAGE)
    field = page.get_by_role("group", name=ASKED["text"]).get_by_role("textbox")

    field.fill("broker")
    field.press("Enter")

    expect(field).to_have_value("broker")
    assert page.url == mkdocs_site + PAGE
