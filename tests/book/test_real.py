"""The books of this site: sound, whole, and without a word of complaint from what makes them."""

import logging
from pathlib import Path

import pytest

from handoff.book import epub, pdf, whole
from handoff.book.whole import Book
from handoff.guides.guide import Guide, guides
from tests.book.test_epub import check

NAMES = [guide.name for guide in guides()]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture
def book(builds, request) -> Book:
    return whole.read(Guide(request.param), builds("mkdocs"))


@pytest.mark.parametrize("book", NAMES, indirect=True)
def test_epubcheck_has_nothing_to_say_about_it(book: Book, tmp_path: Path):
    file = tmp_path / "book.epub"

    epub.write(book, file)

    check(file)


@pytest.mark.parametrize("book", NAMES, indirect=True)
def test_its_pdf_has_every_chapter_and_every_link_leads_somewhere(
    book: Book, tmp_path: Path, caplog
):
    pytest.importorskip("weasyprint")
    pdfium = pytest.importorskip("pypdfium2")
    file = tmp_path / "book.pdf"

    with caplog.at_level(logging.WARNING, "weasyprint"):
        pdf.write(book, file)

    with pdfium.PdfDocument(file) as document:
        outline = [each.get_title() for each in document.get_toc()]
    assert [each.label for each in book.parts if each.label not in outline] == []
    assert [each.getMessage() for each in caplog.records if "anchor" in each.getMessage()] == []
