"""What stands in Moodle's XML beside what comes back: weights, case, wildcards, hints and notes."""

import pytest
from lxml import etree

from handoff.quiz.export import moodle_xml
from tests.quiz.test_export import every_kind  # noqa: F401


@pytest.fixture
def asked(every_kind) -> dict[str, etree._Element]:  # noqa: F811
    """Each question by the id that Moodle keeps."""
    questions = etree.fromstring(moodle_xml.content([every_kind])).findall("question")
    return {each.findtext("idnumber", ""): each for each in questions}


def answers(question: etree._Element) -> list[tuple[str, str, str]]:
    """(what is picked or typed, its share, its reason) of each."""
    return [
        (each.findtext("text", ""), each.get("fraction", ""), words(each, "feedback/text"))
        for each in question.findall("answer")
    ]


def words(element: etree._Element, path: str) -> str:
    return element.findtext(path, "").strip()


def test_each_kind_becomes_one_that_moodle_has(asked):
    assert [question.get("type") for question in asked.values()] == [
        "category",
        "multichoice",
        "multichoice",
        "shortanswer",
        "matching",
        "shortanswer",
        "shortanswer",
        "multichoice",
        "essay",
    ]
    assert asked[""].findtext("category/text") == "$course$/top/Handoff/guide/01-broker"
    for name, question in list(asked.items())[1:]:
        assert question.findtext("name/text") == f"guide/01-broker: {name}"


def test_one_choice_or_several_in_an_order_of_their_own_but_not_lines_of_code(asked):
    ways = {
        name: (question.findtext("single"), question.findtext("shuffleanswers"))
        for name, question in asked.items()
        if question.get("type") == "multichoice"
    }

    assert ways == {"who-keeps-it": ("true", "1"), "several": ("false", "1"), "line": ("true", "0")}
    assert asked["order"].findtext("shuffleanswers") == "true"


def test_ticking_all_scores_nothing(asked):
    assert [share for _, share, _ in answers(asked["several"])] == ["50", "-50", "-50", "50"]
    assert [share for _, share, _ in answers(asked["who-keeps-it"])] == ["100", "0"]


def test_what_is_typed_counts_with_its_case_where_it_is_code_and_with_its_stars(asked):
    assert answers(asked["text"]) == [
        ("a=b", "100", ""),
        ("x -y\\*", "100", ""),
        ("~c", "0", "<p>no: <em>c</em></p>"),
    ]
    assert answers(asked["out"])[0][:2] == ("PENDING\nx", "100")
    assert [asked[name].findtext("usecase") for name in ("text", "out")] == ["0", "1"]


def test_case_counts_where_code_is_typed_into_a_short_answer(project):
    project.quiz({"id": "raised", "kind": "text", "q": "What is raised?", "answer": "`Retry`"})

    [_, asked] = etree.fromstring(moodle_xml.content([project.quiz_path]))

    assert (asked.findtext("usecase"), answers(asked)) == ("1", [("Retry", "100", "")])


def test_a_grader_sees_the_model_answer_and_everybody_the_explanation(asked):
    assert words(asked["open"], "graderinfo/text") == "<p>Because {x}.</p>"
    assert words(asked["order"], "generalfeedback/text") == "<p>x</p>"
    assert "<pre>" in words(asked["who-keeps-it"], "generalfeedback/text")


def test_a_hint_comes_with_each_further_try_which_costs_a_third(project, question):
    project.quiz(question(hint=["Who is *awake*?", "Not the client."]))
    [_, asked] = etree.fromstring(moodle_xml.content([project.quiz_path]))

    hints = [words(each, "text") for each in asked.findall("hint")]

    assert hints == ["<p>Who is <em>awake</em>?</p>", "<p>Not the client.</p>"]
    assert asked.findtext("penalty") == "0.3333333"


def test_all_that_is_a_point_can_be_seen_and_has_no_letters_before_choices(asked):
    questions = [each for name, each in asked.items() if name]

    assert {each.findtext("defaultgrade") for each in questions} == {"1"}
    assert {each.findtext("hidden") for each in questions} == {"0"}
    numbered = {each.findtext("answernumbering") for each in questions}
    assert numbered == {"none", None}


def test_words_are_html_and_what_is_typed_is_plain(asked):
    texts = ("questiontext", "generalfeedback", "subquestion", "graderinfo", "answer/feedback")
    said = [each for one in asked.values() for path in texts for each in one.iterfind(path)]
    typed = {each.get("format") for each in asked["text"].findall("answer")}
    picked = {each.get("format") for each in asked["several"].findall("answer")}

    assert {each.get("format") for each in said} == {"html"}
    assert (typed, picked) == ({"plain_text"}, {"html"})


def test_the_sample_stands_below_the_question(asked):
    sample = "<pre><code>print(&quot;PENDING&quot;)\nprint(&quot;x&quot;)</code></pre>"

    assert words(asked["out"], "questiontext/text").startswith("<p>So?</p>")
    for name in ("out", "line"):
        assert sample in asked[name].findtext("questiontext/text")


def test_own_words_need_an_answer_and_no_file(asked):
    essay = asked["open"]
    ways = ("responseformat", "responserequired", "attachments", "attachmentsrequired")

    assert [essay.findtext(way) for way in ways] == ["editor", "1", "0", "0"]
