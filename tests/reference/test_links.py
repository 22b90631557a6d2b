"""Glossary, cheat sheet and myths lead to sections that exist."""

import re

import pytest

from handoff.guides.chapters import Chapter, anchor, chapters, headings
from tests.reference.test_cheat_sheet import PAGE

FOLDER = PAGE.parent
PAGES = ("glossary", "cheat-sheet", "what-tutorials-get-wrong")


def anchors(name: str) -> set[str]:
    taken: set[str] = set()
    return {anchor(heading, taken) for heading in headings((FOLDER / f"{name}.md").read_text())}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_a_section(name: str):
    known = {chapter.path.stem: set(chapter.anchors) for chapter in chapters("celery")}
    known |= {page: anchors(page) for page in PAGES}

    found = re.findall(
        r"\]\(([\w-]*)(?:\.md)?(?:#([\w-]+))?\)", (FOLDER / f"{name}.md").read_text()
    )

    assert found
    for page, section in found:
        assert not section or section in known[page or name], f"{page or name}.md#{section}"


@pytest.mark.parametrize("chapter", chapters("celery"), ids=lambda chapter: chapter.path.stem)
def test_words_that_chapters_look_up_are_in_the_glossary(chapter: Chapter):
    text = (FOLDER / "glossary.md").read_text()
    known = anchors("glossary") | set(re.findall(r'id="([\w-]+)"', text))

    looked_up = set(re.findall(r"glossary\.md#([\w-]+)", chapter.text))

    assert looked_up
    assert looked_up <= known
