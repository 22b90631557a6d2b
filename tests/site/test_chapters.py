"""What the tools read in a chapter."""

import re

import pytest

from handoff.guides.chapters import Chapter, ChapterError, chapters

HEAD = "---\ntitle: T\ndescription: D\ndifficulty: beginner\nminutes: 3\nobjectives: {a: b}\n---\n"


@pytest.fixture
def chapter(tmp_path):
    def make(text: str) -> Chapter:
        path = tmp_path / "celery" / "07-production.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return Chapter(path)

    return make


def test_stem_and_number_come_from_the_file_name(chapter):
    made = chapter(HEAD)

    assert (made.stem, made.number) == ("celery/07-production", 7)


def test_missing_front_matter_is_named(chapter):
    with pytest.raises(ChapterError, match=r"07-production\.md:1: no front matter"):
        _ = chapter("## Hello").meta


def test_missing_fields_are_named(chapter):
    with pytest.raises(ChapterError, match="no difficulty, minutes; add"):
        _ = chapter("---\ntitle: T\ndescription: D\nobjectives: {}\n---\n").meta


def test_broken_yaml_is_named_with_its_line(chapter):
    with pytest.raises(ChapterError, match=r":3: the front matter is not YAML"):
        _ = chapter("---\ntitle: T\ndescription: a: b\n---\n").meta


def test_headings_inside_fences_are_no_sections(chapter):
    made = chapter(HEAD + "## One\n\n```python\n## not a heading\n```\n\n## One\n")

    assert made.anchors == ["one", "one_1"]


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_anchors_are_those_of_the_built_page(builds, builder):
    folder = builds(builder)

    for made in chapters():
        page = (folder / made.stem / "index.html").read_text(encoding="utf-8")
        ids = re.findall(r'<h[2-6] id="([^"]+)"', page)
        assert made.anchors == ids, made.stem
