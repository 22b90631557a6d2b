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


@pytest.fixture
def items(every_kind) -> dict[str, etree._Element]:  # noqa: F811
    """Each item by its question's id."""
    with zipfile.ZipFile(io.BytesIO(qti.content([every_kind]))) as archive:
        names = [name for name in archive.namelist() if name.startswith("items/")]
        return {Path(name).stem: etree.fromstring(archive.read(name)) for name in names}


class Scored:
    """What the response processing of an item makes of an answer, for the steps that we write."""

    def __init__(self, item: etree._Element, answer: list[str]) -> None:
        self.item, self.answer, self.outcomes = item, answer, {}
        self.run(next(item.iter(f"{SPACE}responseProcessing")))

    def run(self, steps: etree._Element) -> None:
        for step in steps:
            if step.tag == f"{SPACE}responseCondition":
                holds = [part for part in step if part.tag.endswith("Else") or self.value(part[0])]
                self.run(holds[0] if holds else [])
            elif step.tag == f"{SPACE}setOutcomeValue":
                self.outcomes[step.get("identifier")] = self.value(step[0])

    def value(self, of: etree._Element) -> object:
        match of.tag.removeprefix(SPACE):
            case "baseValue":
                return [of.text]
            case "variable":
                return self.answer
            case "correct":
                return [each.text for each in self.item.iterfind(f".//{SPACE}correctResponse/*")]
            case "match":
                one, other = map(self.value, of)
                ordered = self.item[0].get("cardinality") == "ordered"
                return one == other if ordered else sorted(one) == sorted(other)
            case "stringMatch":
                assert of.get("substring") == "false"
                one, other = ("".join(self.value(each)) for each in of)
                same = str.lower if of.get("caseSensitive") == "false" else str
                return same(one) == same(other)
            case "mapResponse":
                return [self.mapped()]
        raise AssertionError(of.tag)

    def mapped(self) -> str:
        mapping = next(self.item.iter(f"{SPACE}mapping"))
        for entry in mapping:
            typed, key = self.answer[0], entry.get("mapKey")
            if entry.get("caseSensitive") == "false":
                typed, key = typed.lower(), key.lower()
            if typed == key:
                return entry.get("mappedValue")
        return mapping.get("defaultValue")


@pytest.mark.parametrize(
    ("name", "answer", "score"),
    [
        ("who-keeps-it", ["choice-0"], "1"),
        ("who-keeps-it", ["choice-1"], "0"),
        ("several", ["choice-3", "choice-0"], "1"),
        ("several", ["choice-0"], "0"),
        ("several", ["choice-0", "choice-1", "choice-2", "choice-3"], "0"),
        ("order", ["choice-0", "choice-1"], "1"),
        ("order", ["choice-1", "choice-0"], "0"),
        ("text", ["A=b"], "1"),
        ("text", ["x -y*"], "1"),
        ("text", ["~C"], "0"),
        ("text", ["something else"], "0"),
        ("line", ["choice-0"], "1"),
    ],
)
def test_what_an_answer_scores(items, name, answer, score):
    assert Scored(items[name], answer).outcomes["SCORE"] == [score]


@pytest.mark.parametrize(("typed", "score"), [("Retry", "1"), ("retry", "0")])
def test_case_counts_where_code_is_typed(project, typed, score):
    project.quiz({"id": "raised", "kind": "text", "q": "What is raised?", "answer": "`Retry`"})
    with zipfile.ZipFile(io.BytesIO(qti.content([project.quiz_path]))) as archive:
        item = etree.fromstring(archive.read("items/guide/01-broker/raised.xml"))

    assert Scored(item, [typed]).outcomes["SCORE"] == [score]


def test_a_reason_is_chosen_by_what_was_answered_and_the_explanation_always_comes(items):
    picked = Scored(items["several"], ["choice-1"]).outcomes
    wrong = Scored(items["text"], ["~C"]).outcomes
    right = Scored(items["text"], ["a=b"]).outcomes

    assert picked["FEEDBACK"] == ["choice-1"]
    assert wrong["FEEDBACK"] == ["wrong-0"] and "FEEDBACK" not in right
    assert {each["EXPLAIN"][0] for each in (picked, wrong, right)} == {"explain"}


def test_an_order_comes_mixed_lines_of_code_do_not_and_one_right_is_picked_once(items):
    def ways(name: str, kind: str) -> tuple[str, str]:
        asked = next(items[name].iter(f"{SPACE}{kind}Interaction"))
        return asked.get("shuffle"), asked.get("maxChoices")

    assert ways("order", "order") == ("true", None)
    assert ways("line", "choice") == ("false", "1")
    assert ways("who-keeps-it", "choice") == ("true", "1")


def test_the_sample_stands_below_its_question(items):
    for name in ("out", "line"):
        words = "".join(items[name].find(f"{SPACE}itemBody")[0].itertext())
        assert 'print("PENDING")\nprint("x")' in words


def test_a_mapping_counts_from_nothing_to_one(items):
    mapping = next(items["text"].iter(f"{SPACE}mapping"))
    bounds = ("defaultValue", "lowerBound", "upperBound")

    assert [mapping.get(each) for each in bounds] == ["0", "0", "1"]
    cases = {each.get("mapKey"): each.get("caseSensitive") for each in mapping}
    assert cases == {"a=b": "false", "x -y*": "false", "~c": "false"}


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
