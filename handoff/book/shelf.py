"""Puts a guide's books into the built site: assets/books/<guide>.pdf and .epub."""

from pathlib import Path

from handoff.book import epub, pdf
from handoff.book.whole import Book
from handoff.guides import books
from handoff.guides.guide import Guide
from handoff.publish import keeping

FOLDER = Path("assets") / "books"
WRITERS = {"PDF": pdf.write, "EPUB": epub.write}


def file_of(site: Path, guide: Guide, kind: str) -> Path:
    return site / FOLDER / f"{guide.name}.{kind.lower()}"


def make(book: Book, site: Path, kind: str) -> Path:
    """Write the book in one of its kinds; where it is."""
    file = file_of(site, book.guide, kind)
    file.parent.mkdir(parents=True, exist_ok=True)
    WRITERS[kind](book, file)
    return file


def link(guide: Guide, site: Path) -> None:
    """Name on the guide's overview those of its books that are there."""
    found = [(kind, file_of(site, guide, kind)) for kind in WRITERS]
    named = [
        books.Named(kind, f"../{FOLDER.as_posix()}/{file.name}", size(file))
        for kind, file in found
        if file.is_file()
    ]
    if named:
        books.name(site / guide.name / "index.html", named)
    if (site / guide.name / keeping.LIST).is_file():
        keeping.lists(site)  # they hold the overview's bytes


def size(file: Path) -> str:
    kilobytes = file.stat().st_size / 1000
    return f"{kilobytes:.0f} KB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB"
