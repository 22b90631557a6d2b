"""What is exported says the same when it is read back."""

import csv

import pytest

from handoff import text
from handoff.__main__ import main
from handoff.quiz.export import anki, gift
from handoff.quiz.load import load

from . import gift as gift_reader
from .html import MARKDOWN, Reader, assert_only

HARD = 'a \\ ~ = # { } : "quoted" -> 100% <b> & `x\\n = {1: "#"}`\n\n```\n//no\n\n\tcomment\n```'


@pytest.fixture
def every_kind(project, question):
    """A quiz with each kind; texts full of signs that mean something to the formats."""
    reasons = [{"text": "send `a=1`", "why": "first: *so*"}, {"text": "take", "why": "then"}]
    project.quiz(
        question(q=HARD, explain=HARD),
        question(id="several", choices=["a", "b", "c", HARD], answer=[0, 3]),
        {"id": "out", "kind": "output", "q": "So?", "sample": "guide/peek.py"},
        {"id": "order", "kind": "order", "q": "So?", "steps": reasons, "explain": "x"},
        {
            "id": "text",
            "kind": "text",
            "q": "So?",
            "answer": ["a=b", "x -y*"],
            "wrong": [{"text": "~c", "why": "no: *c*"}],
        },
        {"id": "arrow", "kind": "text", "q": "So?", "answer": "a -> b"},
        question(
            id="line",
            kind="line",
            sample="guide/peek.py",
            choices=['print("x")', 'print("PENDING")'],
        ),
        {"id": "open", "kind": "open", "q": "So?", "answer": "Because {x}."},
    )
    return project.quiz_path


def notes(content: str) -> tuple[dict[str, str], list[list[str]]]:
    """Anki's reading of a text file: #key:value lines first, then rows."""
    lines = content.split("\n")
    count = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    header = dict(line[1:].split(":", 1) for line in lines[:count])
    rows = csv.reader("\n".join(lines[count:]).splitlines(keepends=True), delimiter="\t")
    return header, [row for row in rows if row]


def test_anki_reads_every_question_with_its_stable_id(every_kind):
    header, rows = notes(anki.content([every_kind]))

    assert header["guid column"] == "1"
    assert (header["separator"], header["html"], header["tags column"]) == ("tab", "true", "4")
    assert header["columns"].split("\t") == ["GUID", "Front", "Back", "Tags"]
    assert [row[0] for row in rows] == [
        f"handoff:guide/01-broker:{question.id}" for question in load(every_kind)
    ]
    assert {len(row) for row in rows} == {4}
    assert rows[0][3] == "handoff::guide::01-broker handoff::kind::choice"


def test_anki_shows_the_question_in_front_and_every_reason_behind(every_kind):
    _, rows = notes(anki.content([every_kind]))
    cards = {row[0].rsplit(":", 1)[1]: row for row in rows}

    for question in load(every_kind):
        front, back = cards[question.id][1:3]
        assert text.html(question.q) in front
        assert text.plain(question.explain) in Reader(back).text
        for choice in question.choices:
            assert text.plain(choice.text) in Reader(front).text
        for choice in (*question.choices, *question.wrong, *question.steps):
            assert text.plain(choice.why) in Reader(back).text
        for half in (front, back):
            assert_only(Reader(half), MARKDOWN | {"b"}, {"href", "class"})
    assert "<b>Right:</b> <p>The broker</p>" in cards["who-keeps-it"][2]
    assert "<b>Right:</b> <pre><code>PENDING\nx</code></pre>" in cards["out"][2]


def test_the_front_of_an_anki_card_does_not_tell_the_order(every_kind, project):
    project.quiz({"id": "one", "kind": "order", "q": "So?", "steps": ["b", "c", "a"]})

    _, rows = notes(anki.content([every_kind]))

    assert Reader(rows[0][1]).text.split() == ["So?", "a", "b", "c"]
    assert Reader(rows[0][2]).text.split() == ["b", "c", "a"]


def moodle(quiz) -> dict[str, gift_reader.Question]:
    questions = gift_reader.read(gift.content([quiz]))
    assert {question.category for question in questions} == {"$course$/Handoff/guide/01-broker"}
    return {question.title.removeprefix("guide/01-broker: "): question for question in questions}


def test_moodle_reads_every_question(every_kind):
    read = moodle(every_kind)

    assert list(read) == [question.id for question in load(every_kind)]
    for question in load(every_kind):
        assert read[question.id].text.startswith(text.html(question.q).strip())
        assert_only(Reader(read[question.id].text), MARKDOWN, {"href", "class"})
    for name in ("out", "line"):
        assert "print(&quot;PENDING&quot;)\nprint(&quot;x&quot;)" in read[name].text


def test_moodle_gets_choices_weights_and_reasons(every_kind):
    read = moodle(every_kind)

    one, several = read["who-keeps-it"], read["several"]
    assert [(a.text, a.weight, a.feedback) for a in one.answers] == [
        ("<p>The broker</p>", 100, "<p>It is the store.</p>"),
        ("<p>The worker</p>", 0, "<p>It takes one when it is ready.</p>"),
    ]
    assert one.general == text.html(HARD).strip()
    assert [answer.weight for answer in several.answers] == [50, -50, -50, 50]
    assert several.answers[3].text == text.html(HARD).strip()


def test_moodle_gets_the_other_kinds_as_what_comes_nearest(every_kind):
    read = moodle(every_kind)

    assert [(a.text, a.pair) for a in read["order"].answers] == [
        ("<p>send <code>a=1</code></p>", "1"),
        ("<p>take</p>", "2"),
    ]
    assert [(a.text, a.weight) for a in read["text"].answers] == [
        ("a=b", 100),
        ("x -y\\*", 100),
        ("~c", 0),
    ]
    assert read["text"].answers[2].feedback == "<p>no: <em>c</em></p>"
    assert read["out"].answers[0].text == "PENDING\nx"
    assert read["line"].answers[0].text == "<pre><code>print(&quot;x&quot;)</code></pre>"
    assert (read["open"].answers, read["open"].general) == ([], "<p>Because {x}.</p>")
    assert (read["arrow"].answers, read["arrow"].general) == ([], "<pre>a -&gt; b</pre>")


@pytest.mark.parametrize("right", range(1, 10))
def test_weights_are_fractions_that_moodle_knows(right):
    """Moodle refuses weights outside its list, which holds 100 / n in five decimals."""
    known = ["100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111"]

    assert gift.share(right) == known[right - 1]


@pytest.mark.parametrize(("name", "file"), [("anki", "handoff-anki.txt"), ("gift", "handoff.gift")])
def test_the_command_writes_the_questions_of_all_chapters(every_kind, project, name, file, capsys):
    project.write("quizzes/authors/demo.json", "[7]")

    assert main(["export", name]) == 0

    assert capsys.readouterr().out == f"wrote build/{file}\n"
    assert "several" in (project.root / "build" / file).read_text()


def test_the_command_says_what_is_wrong_with_a_quiz(project, capsys):
    project.raw("[7]")

    assert main(["export", "anki"]) == 1
    assert "quizzes/guide/01-broker.json:1:2: a question is the number 7" in capsys.readouterr().err
