"""What the tools read in a page."""

import re

import pytest
from markdown import markdown

from handoff.guides.guide import chapters
from handoff.pages.page import Page

HEAD = "---\ntitle: T\ndescription: What a page of this test says of itself, in one sentence.\n"
HEAD += "difficulty: beginner\nminutes: 3\nobjectives: {a: b}\n---\n"


@pytest.fixture
def chapter(tmp_path, monkeypatch):
    def make(text: str) -> Page:
        path = tmp_path / "docs" / "celery" / "07-production.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return Page(path)

    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.chdir(tmp_path)
    return make


def test_name_guide_and_number_come_from_the_file_name(chapter):
    made = chapter(HEAD)

    assert (made.name, made.guide, made.number) == ("celery/07-production", "celery", 7)


def test_a_front_matter_is_read(chapter):
    made = chapter(HEAD)

    assert made.front.faults == []
    assert made.objectives == {"a": "b"}


def test_headings_inside_fences_are_no_sections(chapter):
    made = chapter(HEAD + "## One\n\n```python\n## not a heading\n```\n\n## One\n")

    assert made.anchors == ["one", "one_1"]


def test_underscores_of_names_belong_to_the_anchor_and_emphasis_does_not(chapter):
    text = "## `to_thread` and `__iter__`\n\n## An _old_ max_tries, **here**\n"

    made = chapter(HEAD + text)

    assert made.anchors == ["to_thread-and-__iter__", "an-old-max_tries-here"]
    assert made.anchors == re.findall(r'id="([^"]+)"', markdown(text, extensions=["toc"]))


def test_code_in_prose_is_blank_and_keeps_its_place(chapter):
    made = chapter(HEAD + "A `{claim:shown}` and {claim:meant}\n")

    [(line, text)] = [each for each in made.prose if "meant" in each[1]]

    assert line == 8
    assert text.index("{claim:meant}") == len("A `{claim:shown}` and ")
    assert "shown" not in text


def test_a_fence_knows_its_lines_and_whether_it_is_closed(chapter):
    first, second = chapter(HEAD + "```quiz\na\n  b\n```\n\n~~~ text\nnever\n").fences

    assert [(word.text, word.line, word.column) for word in first.words] == [
        ("a", 9, 1),
        ("b", 10, 3),
    ]
    assert (second.language, second.closed) == ("text", False)


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_anchors_are_those_of_the_built_page(builds, builder):
    folder = builds(builder)
    compared = 0

    for made in chapters():
        page = (folder / made.name / "index.html").read_text(encoding="utf-8")
        ids = re.findall(r'<h[2-6] id="([^"]+)"', page)
        assert made.anchors == ids, made.name
        compared += len(ids)

    assert compared > 50
