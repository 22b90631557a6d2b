"""Files that are hardly JSON: always a place and a remedy."""

import time

import pytest

from handoff.quiz.source import place, read, walk

pytestmark = pytest.mark.long

HOSTILE = {
    "": "1:1: the file is empty; write a list of questions: [{",
    "\ufeff[]": "1:1: a byte order mark opens the file; save it as UTF-8 without BOM",
    '[{"q": "a\0b"}]': "1:10: a NUL character stands inside a text; take it out",
    '[{"q": "a\\u0000b"}]': "1:8: this text holds U+0000, a control character, which no page",
    '[{"q": "a\\ud800b"}]': "1:8: this text holds U+D800, half a surrogate pair, which no page",
    '[\n{"q": "x",\n "q": "y"}]': '3:2: key "q" stands twice in this object; take one of them out',
    "[" * 100_000: "1:21: lists or objects nest too deep here; a question needs five levels",
    "[" * 100_000 + "]" * 100_000: "1:21: lists or objects nest too deep here",
    '{"a":' * 100_000: "1:101: lists or objects nest too deep here",
    '["NaN", NaN]': "1:9: NaN is no JSON; write a number",
    "[-Infinity]": "1:2: -Infinity is no JSON; write a number",
    "[" + "1" * 5000 + "]": "1:2: this number is too long; write a shorter one",
    '[{"q": "a",}]': "1:11: a comma stands after the last item; take it out",
    '[{"q": "a"},]': "1:12: a comma stands after the last item; take it out",
    '[{"q": "a"\n "choices": []}]': "2:2: a comma is missing before this; add it",
    "[{'q': 1}]": "1:3: ' opens no JSON text; write straight double quotes \"",
    "[// no\n]": "1:2: JSON has no comments; take it out",
    "[True]": "1:2: True is no JSON; write true",
    "[{q: 1}]": "1:3: q is no JSON; put text between double quotes",
    '[{"q": "a"': "1:11: the file ends too early; close what is open with ] or }",
    '[{"q": ': "1:7: the file ends too early; close what is open with ] or }",
    '[{"q": "a': '1:8: this text has no closing quote; end it with " on the same line',
    '[{"q": "a\nb"}]': "1:10: a line break, tab or control character stands inside a text",
    '["a\\c"]': "1:4: a backslash stands alone; write \\\\ for one backslash",
    "[] []": "1:4: the list has ended before this; take the rest out",
    '[{"q" 1}]': '1:7: a colon is missing after the key; write "key": value',
    '["\\u12"]': "1:4: \\u takes four hexadecimal digits",
    "[,]": "1:2: ',' does not belong here; write a value",
}


@pytest.mark.parametrize("content", HOSTILE, ids=lambda content: repr(content[:20]))
def test_what_is_no_json_is_told_with_its_place(project, content):
    project.raw(content.encode("utf-8", "surrogatepass"))

    assert project.refusal().startswith(HOSTILE[content])
    assert len(project.refusal().splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'[\n{"q": "caf\xe9"}]', "2:11: byte 0xE9 is not UTF-8; save the file as UTF-8"),
        ("[]".encode("utf-16"), "1:1: the file is UTF-16; save it as UTF-8"),
        ("[]".encode("utf-16-be"), "1:1: the file is UTF-16; save it as UTF-8"),
        (b"[" + b" " * 4_000_000 + b"]", "1:1: holds 4,000,002 bytes; a quiz file has 4,000,000"),
    ],
)
def test_what_is_no_utf8_is_told_with_its_place(project, content, message):
    project.raw(content)

    assert project.refusal().startswith(message)


def test_a_file_that_is_not_there_is_told(project):
    project.quiz_path.unlink(missing_ok=True)

    assert project.refusal() == "1:1: cannot be read: No such file or directory; name a quiz file"


def test_a_text_of_a_megabyte_is_refused_where_it_stands(project, question):
    project.quiz(question(explain="x" * 1_000_000, **{"k" * 1_000_000: 1}))

    refusal = project.refusal()

    assert '"explain" is 1,000,000 characters long; 10,000 is the most' in refusal
    assert len(refusal) < 1000


def test_repeated_keys_are_found_at_any_depth(project):
    project.raw('[{"q": "x", "choices": [{"text": "a", "text": "b"}], "q": "y"}]')

    assert [line.split(": ")[0] for line in project.refusal().splitlines()] == ["1:39", "1:54"]


def test_every_value_and_key_has_its_place(project):
    text = '[\n {"a": [1, {"b\\u0041": "],{"}], "é": null},\n []]'
    project.raw(text)

    entries = {entry.pointer: entry for entry in walk(text)}
    seen = {pointer: place(text, entry.value) for pointer, entry in entries.items()}

    assert read(project.quiz_path).data == [{"a": [1, {"bA": "],{"}], "é": None}, []]
    assert seen == {
        (): (1, 1),
        (0,): (2, 2),
        (0, "a"): (2, 8),
        (0, "a", 0): (2, 9),
        (0, "a", 1): (2, 12),
        (0, "a", 1, "bA"): (2, 24),
        (0, "é"): (2, 38),
        (1,): (3, 2),
    }
    assert place(text, entries[(0, "a")].key) == (2, 3)


def test_reading_takes_time_in_proportion_to_the_size(project):
    """Ten times the text may take ten times as long, with room for noise, but never its square."""

    def seconds(size: int) -> float:
        project.raw(
            '[{"q": "\\u0000' + "\\u0001\\\\" * size + '", "q": [[[' + "1," * size + "1]]]}]"
        )
        start = time.process_time()
        project.refusal()
        return time.process_time() - start

    small = max(seconds(10_000), 0.01)

    assert seconds(100_000) < 40 * small


@pytest.mark.parametrize(
    "content",
    ["[" + "7," * 1_000_000 + "7]", '["\\u0000' + '","\\u0000' * 300_000 + '"]'],
    ids=["values", "texts"],
)
def test_a_million_mistakes_are_told_as_far_as_anyone_reads(project, content):
    project.raw(content)

    assert len(project.refusal().splitlines()) == 500
