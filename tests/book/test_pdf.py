"""A PDF with an outline, page numbers that lead somewhere, and addresses on paper."""

from pathlib import Path

import pytest

from handoff.book import pdf, whole
from handoff.guides.guide import Guide

pytest.importorskip("weasyprint")
pdfium = pytest.importorskip("pypdfium2")
pytestmark = pytest.mark.long


@pytest.fixture
def made(site: Path, tmp_path: Path) -> Path:
    file = tmp_path / "knots.pdf"
    pdf.write(whole.read(Guide("knots"), site), file)
    return file


def pages(file: Path) -> list[str]:
    with pdfium.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_it_is_a_book(made: Path):
    """One test for all that is looked at: making it takes seconds."""
    text = pages(made)
    with pdfium.PdfDocument(made) as document:
        outline = [each.get_title() for each in document.get_toc()]
        said = document.get_metadata_dict()
        tagged = pdfium.raw.FPDFCatalog_IsTagged(document)
    first = next(number for number, page in enumerate(text) if page.startswith("Chapter 1"))

    assert "Knots" in text[0]
    assert [each for each in outline if " · " in each][:2] == ["1 · A bight", "2 · A slip"]
    assert any(
        line.startswith("1 · A bight") and line.endswith(str(first + 1))
        for line in text[2].splitlines()
    )
    assert said["Title"] == "Knots"
    assert "ropes.example/long/way" in "".join(text)  # a footnote
    assert f"(page {first + 1})" in "".join(text).replace("\r\n", " ")
    assert "1 · A bight" in text[first + 1] and "1 · A bight" not in text[first]  # running heads
    assert tagged


@pytest.mark.slow
def test_made_again_it_has_the_same_bytes(site: Path, made: Path, tmp_path: Path):
    again = tmp_path / "again.pdf"

    pdf.write(whole.read(Guide("knots"), site), again)

    assert again.read_bytes() == made.read_bytes()
