"""Files that were made to break an importer: each ends with a place and a reason, and soon."""

import io
import re
import struct
import zipfile
from pathlib import Path

import pytest

from handoff.__main__ import main
from handoff.quiz.bring import anki_text, markup, qti

PLACED = re.compile(r"\S+:[1-9]\d*:1: .+")
GROWING = zip("bcdefghi", "abcdefgh", strict=True)
LAUGHS = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for new, old in GROWING)
LAUGHS = f'<!DOCTYPE quiz [<!ENTITY a "ha">{LAUGHS}]>'
ESSAY = '<question type="essay"><questiontext><text>{}</text></questiontext></question>'
CHOICE = '<question type="multichoice"><questiontext><text>So?</text></questiontext>{}</question>'
ANSWER = '<answer fraction="{}"><text>a</text></answer>'
ANSWERS = ANSWER.format("lots") + ANSWER.format("")
TYPED = '<question type="numerical"><questiontext><text>So?</text></questiontext>{}</question>'
TOLERANT = '<answer fraction="none"><text>1</text><tolerance>some</tolerance></answer>'
ASKED = '[[questions]]\ntype = "MultipleChoice"\n'


def packed(*files: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return held.getvalue()


def patched(content: bytes, mark: bytes, *changes: tuple[int, int]) -> bytes:
    """Two bytes put at places counted from a mark of the package."""
    found = bytearray(content)
    for offset, value in changes:
        struct.pack_into("<H", found, found.find(mark) + offset, value)
    return bytes(found)


ENTRY, LISTED = b"PK\x03\x04", b"PK\x01\x02"
ITEM = packed(("a.xml", b"<a/>" * 1_000))
LOCKED = patched(patched(ITEM, ENTRY, (6, 1)), LISTED, (8, 1))
STRANGE = patched(patched(ITEM, ENTRY, (8, 99)), LISTED, (10, 99))
TORN = patched(ITEM, b"a.xml", (6, 0xFFFF), (8, 0xFFFF))
LYING = packed(("a.xml", b" " * 60_000_000))

FILES = [
    ("moodle-xml", b"<quiz/>", ":1:1: no question of that format stands in it"),
    ("moodle-xml", b"", ":1:1: left out: all of it, for it is no XML"),
    ("moodle-xml", b"<quiz>\n<a>" + b"<a>" * 100_000, "left out: all of it, for it is no XML"),
    ("moodle-xml", f"<quiz>{CHOICE.format(ANSWERS)}</quiz>", "a question with no right choice"),
    ("moodle-xml", f"<quiz>{TYPED.format(TOLERANT)}</quiz>", "a question with no right answer"),
    ("moodle-xml", b'<?xml version="1.0" encoding="nix"?><quiz/>', "it is no XML"),
    ("gift", b"a\n\xe9", "x:2:1: byte 0xE9 is not UTF-8; save the file as UTF-8"),
    ("gift", "So? {=a}".encode("utf-16"), "x:1:1: the file is UTF-16"),
    ("gift", b"", "x:1:1: no question of that format stands in it"),
    ("mkdocs-quiz", b"a\0b", "x:1:1: no question of that format stands in it"),
    ("quizdown", b"\xef\xbb\xbf", "x:1:1: no question of that format stands in it"),
    ("anki-text", b"", "x:1:1: no question of that format stands in it"),
    ("mdbook-quiz", b"questions = 5\n", "x:1:1: no question of that format stands in it"),
    ("mdbook-quiz", b"questions = [1]\n", "x:1:1: left out: a question that is no table"),
    ("mdbook-quiz", f"{ASKED}prompt = 5\nanswer = 6\n", "x:1:1: left out: a question without"),
    ("mdbook-quiz", f"{ASKED}prompt.prompt = 2026-01-01\nanswer.answer = 1\n", "without prompt"),
    ("mdbook-quiz", '[[questions]]\ntype = ["a"]\n', "x:1:1: left out: a question of type ['a']"),
    ("mdbook-quiz", f"a = {'[' * 3_000}{']' * 3_000}", "x:1:1: left out: all of it"),
    ("mdbook-quiz", f"a = {'9' * 5_000}", "x:1:1: left out: all of it"),
    ("qti", LYING, "x:1:1: left out: all of it, for it is no package: it holds more than"),
    ("qti", LOCKED, "x:1:1: left out: all of it, for it is no package"),
    ("qti", STRANGE, "x:1:1: left out: all of it, for it is no package"),
    ("qti", TORN, "x:1:1: left out: all of it, for it is no package"),
    ("qti", ITEM[:-30], "x:1:1: left out: all of it"),
    ("qti", packed(("a\x1b[31m\n.xml", b"<a")), "a\\x1b[31m\\n.xml:1:1: left out"),
    ("qti", packed(("../../a.xml", b"<a/>")), "x/../../a.xml:1:1: left out"),
]


@pytest.mark.parametrize(("name", "content", "words"), FILES)
def test_it_is_told_with_its_place(project, capsys, name, content, words):
    path = project.write("x", "")
    path.write_bytes(content.encode() if isinstance(content, str) else content)

    assert main(["bring", name, str(path)]) == 1

    said = capsys.readouterr().err
    assert words in said
    assert [line for line in said.splitlines() if not PLACED.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["moodle-xml", "gift", "qti"])
def test_what_is_no_file_is_told(project, capsys, name):
    folder = project.write("folder/x", "").parent

    for path in (folder, folder / "nowhere", folder / ("x" * 5_000)):
        assert main(["bring", name, str(path)]) == 1
        assert ":1:1: cannot be read: " in capsys.readouterr().err


@pytest.mark.parametrize("to", ["taken/x.json", "x" * 300])
def test_where_nothing_can_be_written_is_told(project, capsys, to):
    taken = project.write("taken", "")
    gift = project.write("x.gift", "So? {=a ~b}")

    assert main(["bring", "gift", str(gift), "--to", str(taken.parent / to)]) == 1
    assert ":1:1: cannot be written: " in capsys.readouterr().err


def test_entities_that_grow_are_not_followed(project, capsys):
    file = project.write("x.xml", f"{LAUGHS}<quiz>{ESSAY.format('So? &i;')}</quiz>")
    item = "<assessmentItem><itemBody><p>So? &i;</p><extendedTextInteraction/></itemBody>"

    main(["bring", "moodle-xml", str(file)])
    brought = qti.read(f"{LAUGHS}{item}</assessmentItem>")

    assert len("".join(capsys.readouterr())) < 1_000
    assert len(str(brought)) < 1_000


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_xml_is_read_as_it_says_itself(project, capsys, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><quiz>{ESSAY.format("né?")}</quiz>'
    path = project.write("x.xml", "")
    path.write_bytes(text.encode(encoding))

    assert main(["bring", "moodle-xml", str(path)]) == 0
    assert "né?" in capsys.readouterr().out


def test_deep_lists_and_long_fields_and_many_files_take_no_minute():
    assert markup.markdown("<ul><li>" * 2_000)[0].count("-\n") == 1_999
    assert anki_text.read(f"front\t{'b' * 1_000_000}\n").questions
    files = [(f"{number}.xml", b"<a/>") for number in range(5_000)]
    assert len(qti.read(packed(*files)).lost) == 5_000


def test_shared_tries_that_are_none_are_told(tmp_path: Path, capsys):
    file = tmp_path / "tries.json"
    for content in (b"", b"\xff", b"[" * 100_000, b'{"a":' * 50_000, b"9" * 5_000, b"{}", b"NaN"):
        file.write_bytes(content)

        assert main(["items", str(file)]) == 1
        assert PLACED.fullmatch(capsys.readouterr().err.strip())


def test_an_export_that_cannot_be_written_is_told(project, question, capsys):
    project.quiz(question())
    project.write("build", "")

    assert main(["export", "gift"]) == 1
    assert "handoff.gift cannot be written" in capsys.readouterr().err
