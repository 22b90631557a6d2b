"""Words that need a button, and what stands in their place where there is none."""

import re

from markdown import markdown

from handoff.pages.page import Page, pages
from handoff.paper import live_lines

BUTTON = re.compile(r"\*\*(Run|Edit|Step|Start worker|Stop worker|Skip the wait|Reset)\*\*")


def html(text: str) -> str:
    return markdown(text, extensions=["attr_list", "handoff.paper"])


def test_words_for_paper_are_hidden_and_words_for_a_button_are_not():
    made = html("Press **Run**.\n{: .live }\n\nRead on.\n{: .paper }")

    assert '<p class="live">Press' in made
    assert '<p class="paper" hidden="hidden">Read on.</p>' in made


def test_a_live_paragraph_is_all_of_its_lines_and_no_others():
    text = "Before.\n\nPress\n**Run**.\n{: .live }\n\nAfter.\n{: .paper }\n{: .live }"

    assert live_lines(enumerate(text.split("\n"), 1)) == {3, 4, 5, 7, 8, 9}


def test_a_fence_ends_a_paragraph():
    assert live_lines([(1, "Before."), (5, "Press."), (6, "{: .live }")]) == {5, 6}


def test_no_chapter_tells_a_reader_of_paper_to_press_a_button():
    chapters = [page for page in pages() if page.is_chapter]

    assert [found for page in chapters for found in pressed(page, told_live=True)] != []
    assert [found for page in chapters for found in pressed(page, told_live=False)] == []


def pressed(page: Page, told_live: bool) -> list[str]:
    """The lines that name a button, of those that are told on a screen alone or of the others."""
    live = live_lines(page.prose)
    return [
        f"{page.name}:{number}: {line}"
        for number, line in page.prose
        if BUTTON.search(line) and (number in live) == told_live
    ]
