"""Each page of a published site has Markdown beside it that needs nothing of ours."""

import re
from pathlib import Path

import pytest

from handoff.machines.site import add
from handoff.pages.page import CODE_SPAN, pages
from tests.machines.knots import laid

OURS = re.compile(r"\{claim:|^!!! |-8<-|^```|<div", re.MULTILINE)
FENCED = re.compile(r"^ {0,6}(>? ?)(`{3,})[^`\n]*\n(?:.*\n)*?^ {0,6}\1\2$", re.M)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    built = laid(tmp_path)
    monkeypatch.chdir(tmp_path)
    add(built)
    return built


@pytest.fixture
def chapter(site: Path) -> str:
    return (site / "knots" / "01-a-bight" / "index.md").read_text(encoding="utf-8")


def test_a_page_names_its_markdown_and_only_built_pages_have_one(site: Path):
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.md"))
    page = (site / "knots" / "index.html").read_text(encoding="utf-8")

    assert found == [
        "index.md",
        "knots/01-a-bight/index.md",
        "knots/glossary/index.md",
        "knots/index.md",
    ]
    assert '<link rel="alternate " type="text/markdown" href="index.md">' in page


def test_it_begins_with_title_description_address_and_objectives(chapter: str):
    assert chapter.startswith("# A bight\n\n> A bend in a rope is no knot")
    assert "\n<https://knots.example/learn/knots/01-a-bight/>\n" in chapter
    assert "Beginner, 5 minutes.\n\nYou will be able to\n\n- tell a bight" in chapter


def test_a_title_in_the_text_stands_first_and_once(site: Path):
    text = (site / "index.md").read_text(encoding="utf-8")

    assert text.startswith("# Knots & more\n") and "# Home" not in text
    assert "- [Knots](knots/index.md): The guide." in text


def test_links_lead_to_the_other_pages_markdown(site: Path, chapter: str):
    overview = (site / "knots" / "index.md").read_text(encoding="utf-8")

    assert "[rope](../glossary/index.md#rope)" in chapter
    assert "1. [A bight](01-a-bight/index.md): A bend" in overview


def test_a_mark_is_a_sign_and_code_stays_as_it_is(chapter: str):
    assert "is a *bight*. ✓ Write `{claim:x}`." in chapter
    assert "## Pull it\n" in chapter
    assert "\nTwo ends.\n" in chapter


def test_what_needs_a_button_is_told_as_on_paper(chapter: str):
    assert "Press" not in chapter and "**Pull**" not in chapter and ".live" not in chapter
    assert "\n\nPull at *both* ends.\n\n## Pull it" in chapter


def test_a_callout_is_a_quote_with_what_it_quotes(chapter: str):
    expected = (
        "> **Trap: It slips**\n>\n> Pull, and it is gone.\n>\n"
        "> **the rope**\n>\n> ```text\n> ----\n> ```\n\n"
    )

    assert expected in chapter.replace("> \n", ">\n")


def test_a_diagram_is_its_source_with_its_description(chapter: str):
    assert "```mermaid\nflowchart LR\n    accTitle: A bight\n    accDescr: A rope that" in chapter


def test_answers_come_after_all_questions(chapter: str):
    asked, answers = chapter.split("## Answers\n")

    assert "**Question 1.** What slips?\n\n- a) A bight\n- b) A bowline\n" in asked
    assert "Nothing holds it." not in asked
    assert "**Answer 1.** a\n\nA bight has no turn.\n\n- a: Nothing holds it.\n" in answers
    assert "- a) Pull\n- b) Bend\n" in asked and "**Answer 2.** b, a\n" in answers
    assert "**Answer 3.** `bight`" in answers


def test_a_lab_is_its_program_and_what_it_printed(chapter: str):
    assert '**pull.py**\n\n```python\nprint("--()--".replace("()", ""))\n```\n' in chapter
    assert "Printed by `python pull.py`:\n\n```text\n----\n```\n" in chapter


def test_what_only_a_script_fills_is_left_out_and_an_escaped_quote_is_shown(chapter: str):
    assert "Only with a script" not in chapter and "knot-game" not in chapter
    assert '````markdown\n```python\n--8<-- "knots/01-a-bight/pull.py"\n```\n````\n' in chapter


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_every_page_of_this_site_is_plain(builds, builder: str):
    folder = builds(builder)
    wanted = {page.name for page in pages()}
    found = sorted(folder.rglob("index.md"))

    assert len(found) == len(wanted) > 20
    for file in found:
        text = file.read_text(encoding="utf-8")
        assert not OURS.search(CODE_SPAN.sub("", FENCED.sub("", text))), file
        assert text.startswith("# "), file
        page = file.with_name("index.html").read_text(encoding="utf-8")
        assert page.count('type="text/markdown"') == 1
