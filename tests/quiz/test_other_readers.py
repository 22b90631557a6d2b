"""What we write for teaching systems, read by programs of others: as many questions, the same key.

onyx2moodle takes QTI 2.1 from ONYX to Moodle and knows no order; qti_convert takes 2.1 to 3.0 and
back, and looks whether a package has every file that it names; moodle_xml_parser reads the
multiple choice of Moodle's XML. The GIFT reader of PyPI gives up on an essay with an explanation.
"""

import io
import zipfile
from pathlib import Path

import pytest
from moodle_xml_parser.parser import parse_string
from onyx2moodle.classifier import classify
from onyx2moodle.parser import parse_item
from qti_convert import downgrade_package_files, fix_package_references_files, upgrade_package_files

from handoff.quiz.bring import qti as bring
from handoff.quiz.export import moodle_xml, qti
from handoff.quiz.load import load
from handoff.quiz.model import Question
from handoff.text import plain
from tests.quiz.html import Reader
from tests.quiz.test_bring import quizzes

pytestmark = pytest.mark.long
NAMED = {"multichoice": "choice", "shortanswer": "text", "essay": "open", "unknown": "order"}


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return [question for quiz in quizzes() for question in load(quiz)]


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> list:
    """The items of the package, in its order, as onyx2moodle reads them."""
    folder = tmp_path_factory.mktemp("qti")
    with zipfile.ZipFile(io.BytesIO(qti.content(quizzes()))) as archive:
        names = [name for name in archive.namelist() if name.startswith("items/")]
        archive.extractall(folder)
    return [parse_item(folder / name) for name in names]


def kind_of(question: Question) -> str:
    """What the package makes of it."""
    if question.choices:
        return "choice"
    if question.kind in ("order", "open"):
        return question.kind
    several = any("\n" in answer for answer in question.accept)
    return "open" if several else "text"


def words(html: str) -> str:
    return " ".join(Reader(html).text.split())


def said(markdown: str) -> str:
    return " ".join(plain(markdown).split())


def test_another_reader_of_qti_takes_each_question_for_its_kind(items, questions):
    kinds = [NAMED[classify(item).target] for item in items]

    assert kinds == [kind_of(question) for question in questions]


def test_another_reader_of_qti_finds_the_same_answers_right(items, questions):
    pairs = [pair for pair in zip(items, questions, strict=True) if pair[1].choices]
    assert len(pairs) > 50

    for item, question in pairs:
        [declared] = item.response_decls.values()
        [asked] = item.interactions
        assert declared.correct_values == [f"choice-{each}" for each in question.answer]
        for choice, own in zip(asked.choices, question.choices, strict=True):
            assert said(own.text) in words(choice.html)


def test_our_package_comes_back_whole_from_a_converter_to_the_next_version():
    ours = qti.content(quizzes()[:9])
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}

    newer = upgrade_package_files(files).files
    back = downgrade_package_files(newer).files

    assert b"<qti-assessment-item " in b"".join(map(bytes_of, newer.values()))
    assert fix_package_references_files(files).unresolved == []
    questions = asked(ours)
    assert len(questions) > 50
    assert asked(packed(back)) == questions


def bytes_of(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def packed(files: dict) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def asked(package: bytes) -> list:
    return bring.read(package).questions


def test_another_reader_of_moodles_xml_finds_the_same_answers_right(questions, tmp_path: Path):
    read = parse_string(moodle_xml.content(quizzes()))["multichoice"]

    chosen = [question for question in questions if question.choices]
    assert len(read) == len(chosen) > 50
    for each, question in zip(read, chosen, strict=True):
        right = [at for at, option in enumerate(each.options) if option.score_fraction > 0]
        assert right == question.answer
        assert said(question.q) in words(each.text_pre_parse)
        assert [words(option.feedback) for option in each.options] == [
            said(choice.why) for choice in question.choices
        ]
