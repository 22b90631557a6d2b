"""A book as EPUB 3: a zip of XHTML with the same bytes whenever it is made of the same pages.

mimetype, META-INF/container.xml        what a zip needs to be an EPUB
EPUB/package.opf                        what the book says of itself, and all its files
EPUB/nav.xhtml                          contents and landmarks
EPUB/cover.xhtml, about.xhtml, a file for each part, book.css, cover.png
"""

import zipfile
from copy import deepcopy
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from lxml.html import tostring

from handoff.book import links
from handoff.book.parts import Part
from handoff.book.pdf import sections
from handoff.book.whole import Book
from handoff.cards.draw import Card, png
from handoff.languages.words import _
from handoff.templates import render
from handoff.theme import palette

HERE = Path(__file__).parent
WIDTH = 480  # a diagram's, on the screen of a small e-reader
COVER = (1200, 1800)
EPOCH = (1980, 1, 1, 0, 0, 0)
KINDS = {"chapter": "chapter", "overview": "introduction", "glossary": "glossary"}
OTHER = "appendix"
FEATURES = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def write(book: Book, file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in contents(book.paper(WIDTH)).items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.external_attr = 0o644 << 16
            first = name == "mimetype"  # is to be read without unpacking
            info.compress_type = zipfile.ZIP_STORED if first else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def contents(book: Book) -> dict[str, str | bytes]:
    """Name → content of every file in it; the first one comes first."""
    pages = {"cover": (_("Cover"), render("book/epub-cover.html", book=book))}
    pages["about"] = (_("About this book"), render("book/about.html", book=book, day=book.day))
    pages["nav"] = (
        _("Contents"),
        render("book/epub-nav.html", book=book, sections=sections, place=place),
    )
    for part in book.parts:
        pages[part.name] = (part.label, text_of(part))
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": package(book),
        **{f"EPUB/{name}.xhtml": page(book, *each) for name, each in pages.items()},
        "EPUB/book.css": style(book),
        "EPUB/cover.png": cover(book),
    }


def page(book: Book, title: str, body: str) -> str:
    return render("book/epub-page.html", book=book, title=title, body=body)


def text_of(part: Part) -> str:
    body = deepcopy(part.body)
    links.bind(body, place)
    kind = KINDS.get(part.kind, OTHER)
    text = tostring(body, method="xml", encoding="unicode")
    return render("book/epub-part.html", part=part, kind=kind, body=text)


def place(name: str, anchor: str) -> str:
    return f"{name}.xhtml" + (f"#{anchor}" if anchor else "")


def package(book: Book) -> str:
    has_diagrams = any(map(drawn, book.parts))
    return render(
        "book/epub-package.html",
        book=book,
        uuid=uuid5(NAMESPACE_URL, book.key),
        changed=f"{book.changed:%Y-%m-%dT%H:%M:%SZ}",
        drawn=drawn,
        has_diagrams=has_diagrams,
        features=[*FEATURES, *(["alternativeText", "longDescription"] if has_diagrams else [])],
    )


def drawn(part: Part) -> bool:
    return next(part.body.iter("{http://www.w3.org/2000/svg}svg"), None) is not None


def style(book: Book) -> str:
    light, dark = palette.colours(book.guide)
    texts = [(HERE / name).read_text(encoding="utf-8") for name in ("epub.css", "book.css")]
    inks = {name: colour for name, colour in light.items() if name not in own(texts[0])}
    night = {name: dark[name] for name in inks}
    lit = "\n".join(
        f'.piece[data-lit][data-piece="{piece}"] {{ color: var({name}); }}'
        for piece, name in palette.pieces(book.guide).items()
    )
    scheme = f"@media (prefers-color-scheme: dark) {{ :root {{ {palette.properties(night)} }} }}"
    return "\n".join([f":root {{ {palette.properties(inks)} }}", scheme, *texts, lit])


def own(sheet: str) -> set[str]:
    """The properties that an e-book has other values for."""
    return {name for name in sheet.replace(":", " ").split() if name.startswith("--")}


def cover(book: Book) -> bytes:
    light, _ = palette.colours(book.guide)
    stripe = [light[name] for name in palette.pieces(book.guide).values() if name in light]
    return png(Card(book.title, book.site, "", tuple(stripe or [light["--ink"]]), size=COVER))
