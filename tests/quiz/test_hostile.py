"""Whatever stands in a quiz file: a page on which only our own parts act, or a located error.

Quiz files with one question of each kind are mutated, in their values and in their bytes; each is
then either refused, with a place for every mistake, or put through the fence into a page.
"""

import copy
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pymdownx.superfences import SuperFencesCodeExtension

from handoff.__main__ import main
from handoff.fences import custom_fences
from handoff.quiz.load import QuizError, load

from .html import MARKDOWN, Reader, assert_only
from .test_text import ATTACKS

pytestmark = pytest.mark.long

LINE = re.compile(r"quizzes/guide/01-broker\.json:(\d+):(\d+): [^\n]+; [^\n]+")
REASONS = [{"text": "one `x`", "why": "so *it* is"}, {"text": "two", "why": "no"}]
EVERY_KIND = [
    {"id": "a", "q": "So?", "choices": REASONS, "answer": 0, "explain": "x", "hint": ["h", "i"]},
    {"id": "b", "q": ["So", "?"], "choices": ["x", "y", "z"], "answer": [0, 2], "see": "there"},
    {"q": "Plain?", "choices": ["x", "y"], "answer": 1, "explain": "x", "why": [None, "z"]},
    {"id": "c", "kind": "output", "q": "?", "sample": "guide/peek.py", "wrong": REASONS},
    {
        **{"id": "d", "kind": "output", "q": "?", "sample": "guide/peek.py"},
        **{"choices": ["PENDING\nx", "y"], "answer": 0},
    },
    {"id": "e", "kind": "order", "q": "?", "steps": [*REASONS, "three"]},
    {"id": "f", "kind": "text", "q": "?", "answer": ["a", "b"], "wrong": REASONS},
    {
        **{"id": "g", "kind": "line", "q": "?", "sample": "guide/peek.py"},
        **{"choices": ['print("x")', 'print("PENDING")'], "answer": 0},
    },
    {"id": "h", "kind": "open", "q": "?", "answer": "m", "tests": "t"},
]

hostile_texts = st.sampled_from([*ATTACKS, "", " ", "`", "\n", "\u202e", "x" * 20_000]) | st.text()
values = st.recursive(
    hostile_texts | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(hostile_texts, inside, max_size=2)
    ),
    max_leaves=6,
)
keys = st.sampled_from(sorted({key for question in EVERY_KIND for key in question} | {"text"}))


def places(value: object, pointer: tuple = ()) -> list[tuple]:
    """Pointers to everything in it."""
    steps = enumerate(value) if isinstance(value, list) else ()
    inside = value.items() if isinstance(value, dict) else steps
    return [pointer, *(place for step, item in inside for place in places(item, (*pointer, step)))]


@st.composite
def mutated(draw) -> str:
    """The quiz with some values replaced, removed, doubled or added."""
    quiz = copy.deepcopy(EVERY_KIND)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from([place for place in places(quiz) if place]))
        owner = quiz
        for step in way:
            owner = owner[step]
        change = draw(st.sampled_from(["text", "text", "value", "remove", "add"]))
        if change == "remove":
            del owner[last]
        elif change == "add" and isinstance(owner, dict):
            owner[draw(keys)] = draw(values)
        else:
            owner[last] = draw(hostile_texts if change == "text" else values)
    return json.dumps(
        quiz, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 1]))
    )


@st.composite
def damaged(draw) -> bytes:
    """The quiz's bytes with pieces cut out and others put in."""
    content = draw(mutated()).encode("utf-8", "surrogatepass")
    pieces = st.binary(max_size=6) | st.sampled_from([*b'[]{},:"\\\0', 255]).map(
        lambda b: bytes([b])
    )
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = start + draw(st.integers(0, 4))
        content = content[:start] + draw(pieces) + content[end:]
    return content


def page() -> str:
    markdown = Markdown(extensions=[SuperFencesCodeExtension(custom_fences=custom_fences())])
    return markdown.convert("Before\n\n```quiz\nguide/01-broker\n```\n\nAfter")


def assert_refused_with_places(refusal: QuizError, content: str) -> None:
    lines = content.split("\n")
    for message in str(refusal).splitlines():
        place = LINE.fullmatch(message)
        assert place, message
        line, column = int(place[1]), int(place[2])
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert len(message) < 600


@pytest.fixture
def ours(project) -> tuple[set[str], set[str]]:
    """The tags and attributes of a page on which nothing is hostile, and those of Markdown."""
    project.quiz(*EVERY_KIND)
    harmless = Reader(page()).tags
    assert sum(tag == "form" for tag, _ in harmless) == len(EVERY_KIND)
    attributes = {name for _, own in harmless for name in own}
    return {tag for tag, _ in harmless} | MARKDOWN, attributes | {"href", "title", "start"}


def assert_only_ours_acts(html: str, ours: tuple[set[str], set[str]]) -> None:
    assert not ours[0] & {"script", "style", "iframe", "object", "embed", "img", "svg", "link"}
    assert not {name for name in ours[1] if name.startswith("on")} | ours[1] & {"style", "src"}
    reader = Reader(html)
    assert_only(reader, *ours)
    assert reader.text.startswith("Before")
    assert reader.text.endswith("After")
    html.encode()


def check(project, content: bytes, ours: tuple[set[str], set[str]]) -> None:
    project.raw(content)
    try:
        load(project.quiz_path)
    except QuizError as refusal:
        assert_refused_with_places(refusal, project.quiz_path.read_bytes().decode(errors="replace"))
    else:
        assert_only_ours_acts(page(), ours)
    assert main(["check"]) in (0, 1)


thorough = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@thorough
@given(content=mutated())
def test_mutated_values_are_refused_or_shown_safely(project, ours, content):
    check(project, content.encode("utf-8", "surrogatepass"), ours)


@thorough
@given(content=damaged())
def test_damaged_files_are_refused_or_shown_safely(project, ours, content):
    check(project, content, ours)


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack.isprintable()])
def test_an_attack_in_every_text_is_shown_as_text(project, ours, attack):
    """The premise of the tests above: such a file is shown, not refused."""
    keep = ("id", "kind", "sample")

    def attacked(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: attacked(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [attacked(item, key) for item in value]
        return f"{attack} {value}" if isinstance(value, str) and key not in keep else value

    verbatim = ("c", "d", "g")
    project.quiz(*(attacked(each) for each in EVERY_KIND if each.get("id") not in verbatim))

    html = page()

    assert_only_ours_acts(html, ours)
    assert html.count("<form") == 6


def test_typed_words_are_shown_as_they_are_to_be_typed(project):
    wrong = [{"text": "*b*\u202e", "why": "*no*"}]
    project.quiz({"id": "one", "kind": "text", "q": "?", "answer": "__init__", "wrong": wrong})

    html = page()

    assert "<strong>__init__</strong>" in html
    assert "<li>*b*[U+202E]<" in html
    assert "<em>no</em>" in html
