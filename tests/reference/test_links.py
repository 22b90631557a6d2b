"""What the chapters of the guide look up is in its glossary."""

import re

import pytest

from handoff.guides.guide import chapters
from handoff.pages.links import ids
from handoff.pages.page import Page, page
from tests.reference.test_cheat_sheet import PAGE


@pytest.mark.parametrize("chapter", chapters("celery"), ids=lambda chapter: chapter.stem)
def test_words_that_chapters_look_up_are_in_the_glossary(chapter: Page):
    looked_up = set(re.findall(r"glossary\.md#([\w-]+)", chapter.text))

    assert looked_up
    assert looked_up <= ids(page(PAGE.with_name("glossary.md")))
