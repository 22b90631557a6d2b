"""Sections have the ids that Python-Markdown gives them, though `check` does not wait for it."""

from hypothesis import example, given
from hypothesis import strategies as st
from markdown.extensions import toc

from handoff.pages.headings import slug, unique

TEXTS = st.text("aB1 -_é✓ß\t\u2014.", max_size=12)


@given(TEXTS)
@example("Ask *which* process — always")
def test_a_heading_becomes_the_id_that_python_markdown_makes_of_it(text):
    assert slug(text) == toc.slugify(text, "-")


@given(st.lists(st.sampled_from(["", "a", "a_1", "a_1_2", "b_9", "_1"]), max_size=12))
def test_a_second_section_of_one_name_is_counted_as_python_markdown_counts(names):
    ours, theirs = set(), set()

    assert [unique(name, ours) for name in names] == [toc.unique(name, theirs) for name in names]
