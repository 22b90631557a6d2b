"""`python -m handoff book` puts books into a built site, and says what stands in the way."""

import sys
from pathlib import Path

import pytest

from handoff.__main__ import main
from handoff.guides import books
from handoff.publish import keeping

BUILDERS = ["mkdocs", "zensical"]


def test_a_book_is_named_on_the_overview_with_its_size(site: Path):
    overview = site / "knots" / "index.html"
    assert books.PLACE in overview.read_text()

    assert main(["book", str(site), "--kind", "EPUB"]) == 0

    text = overview.read_text()
    assert 'href="../assets/books/knots.epub" download>EPUB</a> (' in text
    assert (site / "assets/books/knots.epub").is_file()
    assert ".pdf" not in text


def test_made_again_it_is_named_once(site: Path):
    for _ in range(2):
        main(["book", str(site), "knots", "--kind", "EPUB"])

    assert (site / "knots" / "index.html").read_text().count("knots.epub") == 1


def test_a_reader_who_keeps_the_guide_does_not_load_its_books_and_gets_its_bytes_right(site: Path):
    keeping.lists(site)

    main(["book", str(site), "knots", "--kind", "EPUB"])

    kept = dict(keeping.json.loads((site / "knots" / keeping.LIST).read_text()))
    assert kept["knots/"] == (site / "knots" / "index.html").stat().st_size
    assert [name for name in kept if "books" in name] == []


def test_only_overviews_of_guides_with_chapters_have_a_place_for_books(site: Path):
    having = [page for page in site.rglob("index.html") if books.PLACE in page.read_text()]

    assert having == [site / "knots" / "index.html"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "nowhere: no built site; `make book` makes one"),
        (["site", "knot"], 'no guide "knot" has chapters; did you mean "knots"?'),
    ],
)
def test_what_it_cannot_do_it_says(site: Path, capsys, words: list[str], told: str):
    assert main(["book", *words]) == 1

    assert told in capsys.readouterr().err


def test_without_what_makes_pdfs_it_names_what_to_install(site: Path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    assert main(["book", str(site)]) == 1
    assert "pip install -r handoff/book/requirements.txt" in capsys.readouterr().err
    assert not (site / "assets" / "books").exists()


@pytest.mark.parametrize("builder", BUILDERS)
def test_each_guide_of_this_site_has_a_place_for_books_and_no_link_to_one(builds, builder: str):
    for overview in builds(builder).glob("*/index.html"):
        text = overview.read_text(encoding="utf-8")
        assert "assets/books" not in text
        assert (books.PLACE in text) == ('class="phases"' in text)
