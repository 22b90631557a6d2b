"""The index of a built site: what is in it, what is not, and how it is cut into files."""

import json
import re
from pathlib import Path

import pytest

from handoff.search.files import ROOM, index
from handoff.search.page import read
from handoff.search.weights import MOST, weights
from tests.fixtures.site import ROOT


def page(body: str, address: str = "tea/01-leaves/", head: str = ""):
    return read(address, f"<html><head>{head}</head><body><article>{body}</article></body></html>")


def headings(found) -> list[str]:
    return [section.heading for section in found.sections]


def best(pages, word: str) -> str:
    sections = [section for each in pages for section in each.sections]
    number, _ = max(weights(pages)[word], key=lambda hit: hit[1])
    return sections[number].heading


def test_a_section_has_its_heading_its_anchor_and_its_text():
    found = page(
        '<h1>Leaves</h1><p>Green.</p><h2 id="black">Black <b>tea</b></h2><p>Is <i>r</i>ed.</p>'
    )

    [first, second] = found.sections
    assert (found.title, first.anchor, first.text) == ("Leaves", "", "Green.")
    assert (second.heading, second.anchor, second.text) == ("Black tea", "black", "Is red.")


def test_words_of_two_paragraphs_or_cells_do_not_run_together():
    [section] = page(
        "<h1>T</h1><p>one</p><p>two</p><table><tr><td>a</td><td>b</td></tr></table>"
    ).sections

    assert section.text == "one two a · b"


@pytest.mark.parametrize(
    "silent",
    [
        "<quiz-check data-search-exclude><p>secret</p></quiz-check>",
        "<button>secret</button>",
        "<svg><text>secret</text></svg>",
        '<a class="headerlink" href="#">secret</a>',
        "<!-- secret -->",
        '<p class="paper" hidden>secret</p>',
        "<script>secret()</script>",
    ],
)
def test_what_no_reader_looks_for_is_left_out(silent):
    [section] = page(f"<h1>Leaves</h1><p>Before {silent}after</p>").sections

    assert section.text.split() == ["Before", "after"]


def test_a_page_without_an_article_is_left_out():
    assert read("x/", "<html><body>A redirect.</body></html>") is None


def test_a_page_that_asks_to_be_left_out_is():
    assert page("<h1>Proofs</h1>", head='<meta name="search-exclude" content="true">') is None


def test_the_section_that_explains_a_word_beats_one_that_repeats_it():
    pages = [
        page("<h1>Pots</h1><p>Steep, steep, steep and steep.</p><h2>Steep</h2><p>To wait.</p>")
    ]

    assert best(pages, "steep") == "Steep"


def test_a_row_of_a_table_explains_its_first_cell():
    table = "<table><tr><td>steep</td><td>3 min</td></tr><tr><td>pour</td><td>now</td></tr></table>"
    pages = [page(f"<h1>Pots</h1><p>steep and wait</p><h2>Settings</h2>{table}")]

    assert best(pages, "steep") == "Settings"


def test_a_boosted_page_comes_first_for_its_words_only():
    boosted = page(
        "<h1>Words</h1><h2>Steep</h2><p>To wait by the pot.</p>",
        head='<meta name="search-boost" content="2">',
    )
    plain = page("<h1>Steep</h1><p>steep</p><h2>The pot</h2><p>A pot, the pot.</p>")

    assert best([plain, boosted], "steep") == "Steep"
    assert weights([plain, boosted])["steep"][-1][1] > weights([plain, boosted])["steep"][0][1]
    assert best([plain, boosted], "pot") == "The pot"


def test_no_word_s_list_grows_with_the_site():
    pages = [page(f"<h1>P{n}</h1><p>tea {n}</p>", f"p{n}/") for n in range(MOST + 50)]

    assert len(weights(pages)["tea"]) == MOST


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(120):
        folder = tmp_path / "tea" / f"{number:03d}"
        folder.mkdir(parents=True)
        text = " ".join(f"leaf{number}x{each}" for each in range(40))
        body = f"<article><h1>Chapter {number}</h1><p>{text}</p></article>"
        (folder / "index.html").write_text(body, encoding="utf-8")
    (tmp_path / "tea" / "index.html").write_text("<article><h1>Teas</h1><p>All.</p></article>")
    return tmp_path


def entry(site: Path) -> dict:
    return json.loads((site / "search" / "index.json").read_text(encoding="utf-8"))


def part(site: Path, kind: str, number: int) -> dict:
    path = site / "search" / entry(site)["folder"] / f"{kind}-{number}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_files_stay_small_and_the_entry_says_what_each_begins_with(site):
    assert index(site) == (121, 121)

    found = entry(site)
    assert len(found["words"]) > 5 and len(found["sections"]) > 5
    for kind in ("words", "sections"):
        for number in range(len(found[kind])):
            path = site / "search" / found["folder"] / f"{kind}-{number}.json"
            assert path.stat().st_size < 2 * ROOM[kind]
    assert all(next(iter(part(site, "words", n))) == w for n, w in enumerate(found["words"]))


def test_a_section_says_its_page_and_its_guide(site):
    index(site)

    pages = part(site, "sections", 0)["pages"]

    assert pages[0] == ["tea/000/", "Chapter 0", "Teas"]


def test_another_text_is_another_folder_and_the_old_one_goes(site):
    index(site)
    before = entry(site)["folder"]
    (site / "tea" / "000" / "index.html").write_text("<article><h1>New</h1><p>x</p></article>")

    index(site)

    assert [each.name for each in (site / "search").iterdir() if each.is_dir()] == [
        entry(site)["folder"]
    ]
    assert entry(site)["folder"] != before


def reasons(value) -> list[str]:
    """Every reason of a quiz that is long enough to be nobody else's words, without Markdown."""
    if isinstance(value, dict):
        said = [value[key] for key in ("why", "explain") if isinstance(value.get(key), str)]
        return [text for text in said if len(text) > 50 and not re.search(r"[`*_\[]", text)] + [
            text for each in value.values() for text in reasons(each)
        ]
    return [text for each in value for text in reasons(each)] if isinstance(value, list) else []


def test_no_answer_to_a_question_of_the_site_is_in_it(builds):
    files = (builds("mkdocs") / "search").rglob("sections-*.json")
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    quizzes = [
        json.loads(file.read_text("utf-8")) for file in (ROOT / "quizzes").glob("celery/*.json")
    ]

    answers = [text for quiz in quizzes for text in reasons(quiz)]

    assert len(answers) > 50 and "Four pieces carry every task" in text  # the premises
    assert [answer for answer in answers if answer in text] == []
