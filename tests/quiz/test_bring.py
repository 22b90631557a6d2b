"""Quizzes of other programs, and what becomes of each line of them.

The files in brought/ are written for these tests, by each format's description.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff import text
from handoff.__main__ import main
from handoff.commands.bring import FORMATS
from handoff.guides.guide import chapters
from handoff.quiz.answers import bare
from handoff.quiz.export import anki, gift, moodle_xml
from handoff.quiz.load import load
from handoff.quiz.model import Question
from tests.fixtures.site import ROOT

FILES = {file.stem: file for file in (Path(__file__).parent / "brought").iterdir()}


def quizzes() -> list[Path]:
    return [ROOT / "quizzes" / f"{chapter.name}.json" for chapter in chapters()]


def brought(name: str, project, capsys) -> tuple[list[dict], list[str]]:
    """The quiz file that the command writes, without ids, and what it says is left out."""
    assert main(["bring", name, str(FILES[name]), "--to", str(project.quiz_path)]) == 0
    said = capsys.readouterr().err.splitlines()
    load(project.quiz_path)  # it has no mistake
    questions = json.loads(project.quiz_path.read_text(encoding="utf-8"))
    assert len({question.pop("id") for question in questions}) == len(questions)
    return questions, [line.partition(f"{FILES[name].name}:")[2] for line in said]


def test_mkdocs_quiz(project, capsys):
    questions, lost = brought("mkdocs-quiz", project, capsys)

    assert questions == [
        {
            "q": "What does this print?\n```python\nprint(2 + 2)  # - [x] no choice\n```",
            "choices": ["3", "4 _(not `four`)_", "5"],
            "explain": "Full **Markdown**:\n\n- a list",
            "answer": 1,
        },
        {
            "q": "Which are even?",
            "choices": ["2", "3", "4"],
            "explain": "<p>Both halves are whole.</p>",
            "answer": [0, 2],
        },
        {
            "q": "The broker keeps the \\_\\_\\_.",
            "kind": "text",
            "answer": "message",
            "explain": "Not the result.",
        },
    ]
    assert lost == [
        "27:1: left out: HTML such as <p> will be shown as text",
        "43:1: left out: a text with 2 gaps; make a question of each answer by hand",
        "47:1: left out: a question with fewer than two choices",
        "52:1: left out: a quiz that is never closed",
    ]


def test_quizdown(project, capsys):
    questions, lost = brought("quizdown", project, capsys)

    assert questions == [
        {
            "q": "Who runs the task?\n\nThink of the picture.",
            "choices": [
                {"text": "The client", "why": "It only sends."},
                {"text": "The worker", "why": "Right."},
                "The broker",
            ],
            "hint": "It isn't who sends it.",
            "answer": 1,
        },
        {
            "q": "Which of them keep something?",
            "choices": ["The broker", "The result backend", "The worker"],
            "answer": [0, 1],
        },
        {
            "q": "Put in order",
            "kind": "order",
            "steps": ["Boil water", {"text": "Pour it", "why": "While it boils."}, "Wait"],
        },
    ]
    assert lost == [
        "2:1: left out: the setting primaryColor",
        "3:1: left out: the setting shuffleQuestions",
        "6:1: left out: text before the first question",
        "20:1: left out: text after the choices: Well done.",
        "35:1: left out: a heading without choices or steps",
    ]


def test_mdbook_quiz(project, capsys):
    questions, lost = brought("mdbook-quiz", project, capsys)

    assert questions == [
        {
            "q": "Who runs `send.delay()`'s task?",
            "choices": ["The worker", "The client", "The broker"],
            "explain": "The others only *carry* it.",
            "answer": 0,
        },
        {
            "q": "Which of them keep something?",
            "choices": ["The broker", "The result backend", "The worker"],
            "answer": [0, 1],
        },
        {
            "q": "Which place?",
            "choices": ["first", "second", "third"],
            "answer": 1,
            "shuffle": False,
        },
        {"q": "Two and two?", "kind": "text", "answer": ["four", "4"]},
    ]
    assert lost == [
        "1:1: left out: the quiz's setting multipart",
        "26:1: left out: the key response",
        "33:1: left out: a question of type Tracing; ask what a sample prints instead",
        "39:1: left out: a question without prompt.prompt or answer.answer",
    ]


def test_gift(project, capsys):
    questions, lost = brought("gift", project, capsys)

    assert questions == [
        {
            "q": "The broker keeps the message.",
            "choices": [
                {"text": "True", "why": "You saw it."},
                {"text": "False", "why": "It does."},
            ],
            "answer": 0,
        },
        {
            "q": "Two and two?",
            "kind": "text",
            "answer": ["Four", "4"],
            "wrong": [{"text": "Five", "why": "One too many."}],
        },
        {
            "q": "Which **keep** something?",
            "choices": [
                {"text": "The *broker*", "why": "Messages."},
                "The result backend",
                "The worker",
            ],
            "explain": "Both are stores.",
            "answer": [0, 1],
        },
        {"q": "Order, **please**:", "kind": "order", "steps": ["Boil = heat", "Pour"]},
        {"q": "Grass is \\_\\_\\_ in {May}.", "choices": ["green", "red"], "answer": 0},
        {"q": "How many?", "kind": "text", "answer": "3"},
        {"q": "Say why.", "kind": "open", "answer": "There is no model answer yet."},
    ]
    assert lost == [
        "2:1: left out: the category tasks/basics",
        "6:1: left out: 50 % for “Fourish”: here it would be right or wrong",
        "20:1: left out: a tag <img>",
        "29:1: left out: a number with a tolerance or a range",
        "31:1: left out: a matching question; ask for an order instead",
        "35:1: left out: a text without answers in braces",
    ]


def test_moodle_xml(project, capsys):
    questions, lost = brought("moodle-xml", project, capsys)

    assert questions == [
        {
            "q": "Who runs `send`?",
            "choices": [{"text": "The **worker**", "why": "Right."}, "The broker"],
            "hint": "Look at the picture.",
            "explain": "Each has its part.",
            "answer": 0,
            "shuffle": False,
        },
        {
            "q": "2 \\* 2 is four.",
            "choices": ["True", {"text": "False", "why": "It is."}],
            "answer": 0,
        },
        {"q": "How **many**?", "kind": "text", "answer": "3.14"},
        {"q": "Why?", "kind": "open", "answer": "Because."},
    ]
    assert lost == [
        "4:1: left out: the category $course$/top/tasks",
        "11:1: left out: the file x.png",
        "14:1: left out: <correctfeedback>",
        "32:1: left out: the tolerance 0.01",
        "33:1: left out: 50 % for “3”: here it would be right or wrong",
        "39:1: left out: a matching question; ask for an order instead",
        "44:1: left out: a question of type cloze",
    ]


def test_anki_text(project, capsys):
    questions, lost = brought("anki-text", project, capsys)

    assert questions == [
        {
            "q": "Who runs **it**?",
            "kind": "open",
            "answer": "The worker.\\\n Nobody else.",
        },
        {"q": "What does it print?", "kind": "open", "answer": "`PENDING`"},
    ]
    assert lost == [
        "3:1: left out: deck: Tasks",
        "5:1: left out: the column of each tags",
        "8:1: left out: a tag <img>",
        "9:1: left out: a cloze; ask for each gap by itself",
        "10:1: left out: a note without a front or a back",
    ]


@pytest.mark.parametrize("quiz", quizzes(), ids=lambda quiz: quiz.stem)
def test_what_goes_out_to_anki_comes_back_as_questions_to_answer_in_own_words(
    quiz, project, tmp_path
):
    out = tmp_path / "out.txt"
    out.write_text(anki.content([quiz]), encoding="utf-8")

    assert main(["bring", "anki-text", str(out), "--to", str(project.quiz_path)]) == 0

    back = load(project.quiz_path)
    assert [each.kind for each in back] == ["open"] * len(load(quiz))
    for each, own in zip(back, load(quiz), strict=True):
        assert words(each.q).startswith(words(own.q))
        assert words(own.explain) in words(each.model_answer)


def test_xml_reads_no_file_of_the_authors_machine(project, capsys):
    secret = project.write("secret.txt", "a secret")
    entity = f'<!DOCTYPE quiz [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    essay = "<question type='essay'><questiontext><text>So? &x;</text></questiontext></question>"
    file = project.write("quiz.xml", f"{entity}<quiz>{essay}</quiz>")

    main(["bring", "moodle-xml", str(file)])

    said = capsys.readouterr()
    assert "So?" in said.out and "a secret" not in said.out + said.err


def told(question: Question) -> dict:
    """What every format can carry: the words that a reader sees, and what is right."""
    listed = {name: getattr(question, name) for name in ("choices", "steps", "wrong")}
    return {
        "id": question.id,
        "answer": question.answer,
        "accept": [words(bare(each)) for each in question.accept],
        "explain": "" if question.kind == "open" else words(question.explain),
        **{name: [words(each.text) for each in found] for name, found in listed.items()},
        "why": [words(each.why) for each in (*question.choices, *question.wrong)],
    }


def words(markdown: str) -> str:
    return " ".join(text.plain(markdown).split()).lstrip("- ")


@pytest.mark.parametrize(("name", "format_"), [("gift", gift), ("moodle-xml", moodle_xml)])
@pytest.mark.parametrize("quiz", quizzes(), ids=lambda quiz: quiz.stem)
def test_what_goes_out_comes_back(quiz, name, format_, project, tmp_path):
    out = tmp_path / "out"
    out.write_text(format_.content([quiz]), encoding="utf-8")

    assert main(["bring", name, str(out), "--to", str(project.quiz_path)]) == 0

    comparable = [each for each in load(quiz) if each.kind != "output" or each.choices]
    back = {each.id: each for each in load(project.quiz_path)}
    assert len(back) == len(load(quiz))
    assert [told(back[each.id]) for each in comparable] == [told(each) for each in comparable]


SIGNS = ["{", "}", "=", "~", "#", "%", "50", "->", "::", "\\", "T", "\n", "\n\n", "a", "[[", "]]"]
SIGNS += ["- [x] ", "1. ", "> ", "<quiz>\n", "\n</quiz>", "# ", "```", "<p>", "</ol>", "<pre>", "`"]


@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
def test_whatever_stands_in_a_file_no_reader_fails(content):
    for format_ in FORMATS.values():
        format_.read(content)


def test_a_file_that_is_no_toml_is_told_by_its_line(project, capsys):
    broken = project.write("quiz.toml", "[[questions]]\ntype = MultipleChoice\n")

    assert main(["bring", "mdbook-quiz", str(broken)]) == 1
    assert "quiz.toml:2:1: left out: all of it, for it is no TOML" in capsys.readouterr().err


def test_a_quiz_file_that_is_there_stays_as_it_is(project, question, capsys):
    project.quiz(question())
    before = project.quiz_path.read_bytes()

    code = main(["bring", "quizdown", str(FILES["quizdown"]), "--to", str(project.quiz_path)])

    assert (code, project.quiz_path.read_bytes()) == (1, before)
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("name", FILES)
def test_without_a_target_the_questions_are_printed(name, capsys):
    assert main(["bring", name, str(FILES[name])]) == 0
    assert len(json.loads(capsys.readouterr().out)) >= 2
