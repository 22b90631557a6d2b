"""QTI 2.1 both ways: a package of another program, and ours, read back.

The files in qti/ are written for these tests, by the format's description. Its schema is on no
package registry, so nothing here holds ours against it.
"""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handoff.__main__ import main
from handoff.quiz.bring import qti as reader
from handoff.quiz.export import qti
from handoff.quiz.load import load
from tests.quiz.test_bring import quizzes, told
from tests.quiz.test_export import every_kind  # noqa: F401

CASES = Path(__file__).parent / "qti"
SPACE = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


def packed(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


@pytest.fixture
def package(tmp_path) -> Path:
    path = tmp_path / "package.zip"
    files = {each.name: each.read_bytes() for each in sorted(CASES.iterdir())}
    path.write_bytes(packed({**files, "picture.png": b"PNG"}))
    return path


def test_a_package_of_another_program(package, project, capsys):
    assert main(["bring", "qti", str(package), "--to", str(project.quiz_path)]) == 0

    questions = json.loads(project.quiz_path.read_text(encoding="utf-8"))
    load(project.quiz_path)  # it has no mistake
    assert [question.pop("id") for question in questions][1] == "who-runs-it"
    assert questions == [
        {"q": "Put in order.", "kind": "order", "steps": ["Boil", "Pour"]},
        {
            "q": "Look at `send.delay()`:\n\n```\nsend.delay(41)\n```\n\nWho runs *it*?",
            "choices": [
                {"text": "The client", "why": "It only sends."},
                {"text": "The worker", "why": "Right."},
                "Nobody",
            ],
            "answer": 1,
        },
        {
            "q": "Which keep something?",
            "choices": ["The broker", "The result backend", "The worker"],
            "explain": "Both are stores.",
            "answer": [0, 1],
            "shuffle": False,
        },
        {
            "q": "Say why 2 \\* 2 is four.",
            "kind": "open",
            "answer": "Because **two** and two are.",
        },
        {"q": "Grass is \\_\\_\\_ in May.", "choices": ["red", "green"], "answer": 1},
        {
            "q": "The \\_\\_\\_ keeps it.",
            "kind": "text",
            "answer": ["broker", "`Redis(db=0)`"],
            "wrong": [{"text": "worker"}],
        },
    ]
    said = capsys.readouterr().err.splitlines()
    assert [line.partition("package.zip")[2].removeprefix("/") for line in said] == [
        ":1:1: left out: the file picture.png",
        "choice.xml:13:1: left out: a tag <img>",
        "choice.xml:20:1: left out: the fixed place of a choice",
        "choice_multiple.xml:12:1: left out: a note for the tutor",
        "match.xml:7:1: left out: a question of type matchInteraction",
        "order.xml:15:1: left out: the feedback yes",
        "order.xml:16:1: left out: the feedback no",
        "template.xml:4:1: left out: a question whose values are drawn anew each time",
        "test.xml:2:1: left out: the test Basics: a chapter's fences order it",
        "test.xml:3:1: left out: <timeLimits>",
        "text_entry.xml:10:1: left out: 0.5 of 1 points for “queue”: here it would be right or "
        "wrong",
        "two.xml:4:1: left out: an item of 2 interactions; ask one thing at a time",
    ]


def test_a_single_item_is_brought_too(project, capsys):
    assert main(["bring", "qti", str(CASES / "order.xml")]) == 0

    assert json.loads(capsys.readouterr().out)[0]["steps"] == ["Boil", "Pour"]


@pytest.mark.parametrize("quiz", quizzes(), ids=lambda quiz: quiz.stem)
def test_what_goes_out_comes_back(quiz, project, tmp_path):
    out = tmp_path / "out.zip"
    out.write_bytes(qti.content([quiz]))

    assert main(["bring", "qti", str(out), "--to", str(project.quiz_path)]) == 0

    comparable = [each for each in load(quiz) if each.kind != "output" or each.choices]
    back = {each.id: each for each in load(project.quiz_path)}
    assert len(back) == len(load(quiz))
    assert [told(back[each.id]) for each in comparable] == [told(each) for each in comparable]
    assert [back[each.id].hints for each in comparable] == [each.hints for each in comparable]


def test_every_kind_becomes_an_interaction(every_kind):  # noqa: F811
    with zipfile.ZipFile(io.BytesIO(qti.content([every_kind]))) as archive:
        items = [name for name in archive.namelist() if name.startswith("items/")]
        roots = [etree.fromstring(archive.read(name)) for name in items]
        manifest = archive.read("imsmanifest.xml").decode()
        test = archive.read("test.xml").decode()

    names = [each.tag.removeprefix(SPACE) for root in roots for each in root.iter(f"{SPACE}*")]
    assert [name for name in names if name.endswith("Interaction")] == [
        "choiceInteraction",
        "choiceInteraction",
        "extendedTextInteraction",  # what is printed has two lines
        "orderInteraction",
        "textEntryInteraction",
        "textEntryInteraction",
        "choiceInteraction",
        "extendedTextInteraction",
    ]
    for name in items:
        assert f'href="{name}"' in manifest and f'href="{name}"' in test
    identifiers = [root.get("identifier") for root in roots]
    assert len({*identifiers}) == len(items)


def test_what_an_answer_is_worth_is_in_the_item(every_kind):  # noqa: F811
    with zipfile.ZipFile(io.BytesIO(qti.content([every_kind]))) as archive:
        root = etree.fromstring(archive.read("items/guide/01-broker/several.xml"))
        typed = etree.fromstring(archive.read("items/guide/01-broker/text.xml"))

    values = [each.text for each in root.iter(f"{SPACE}value")]
    assert values == ["choice-0", "choice-3"]
    asked = next(root.iter(f"{SPACE}choiceInteraction"))
    assert (asked.get("maxChoices"), asked.get("shuffle")) == ("0", "true")
    entries = [dict(each.attrib) for each in typed.iter(f"{SPACE}mapEntry")]
    assert [(each["mapKey"], each["mappedValue"]) for each in entries] == [
        ("a=b", "1"),
        ("x -y*", "1"),
        ("~c", "0"),
    ]


def test_reasons_come_after_an_answer_each_by_the_outcome_that_the_answer_sets(every_kind):  # noqa: F811
    with zipfile.ZipFile(io.BytesIO(qti.content([every_kind]))) as archive:
        items = [name for name in archive.namelist() if name.startswith("items/")]
        roots = [etree.fromstring(archive.read(name)) for name in items]

    for root in roots:
        said = [*root.iter(f"{SPACE}feedbackInline"), *root.iter(f"{SPACE}modalFeedback")]
        set_ = {each.get("identifier") for each in root.iter(f"{SPACE}setOutcomeValue")}
        declared = {each.get("identifier") for each in root.iter(f"{SPACE}outcomeDeclaration")}
        values = {each.text for each in root.iter(f"{SPACE}baseValue")}
        choices = {each.get("identifier") for each in root.iter(f"{SPACE}simpleChoice")}
        assert set_ <= declared
        for each in said:
            assert (each.get("showHide"), each.get("outcomeIdentifier") in set_) == ("show", True)
            assert each.get("identifier") in values | choices


def test_two_exports_are_the_same_bytes(every_kind):  # noqa: F811
    assert qti.content([every_kind]) == qti.content([every_kind])


PIECES = ["<p>", "</p>", "&amp;", "a", '<choiceInteraction responseIdentifier="R">']
PIECES += ["<value>x</value>", '<simpleChoice identifier="x">', "</simpleChoice>"]
PIECES += ["</choiceInteraction>", "<correctResponse>"]
PIECES += ["<textEntryInteraction/>", "<orderInteraction/>", "<modalFeedback/>", "<mapEntry/>"]
PIECES += ["<extendedTextInteraction/>", "</correctResponse>", "<rubricBlock view='scorer'/>"]
DECLARED = '<responseDeclaration identifier="R">{}</responseDeclaration>'
ITEM = f"<assessmentItem>{DECLARED}{{}}</assessmentItem>"


@given(
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)
def test_whatever_stands_in_an_item_the_reader_does_not_fail(declared, body):
    reader.read(ITEM.format(declared, f"<itemBody>{body}</itemBody>"))
    reader.read(ITEM.format("", f"<itemBody>{body}"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00\xff", packed({"a.xml": b"<a"})])
def test_what_is_no_package_is_told(content):
    brought = reader.read(content)

    assert brought.questions == [] and brought.lost


def test_a_package_reads_no_file_of_the_authors_machine(project):
    secret = project.write("secret.txt", "a secret")
    entity = f'<!DOCTYPE assessmentItem [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = "<itemBody><p>So? &x;</p><extendedTextInteraction/></itemBody>"

    brought = reader.read(f"{entity}<assessmentItem>{body}</assessmentItem>")

    assert "a secret" not in str(brought)
    assert brought.questions[0]["q"].startswith("So?")
