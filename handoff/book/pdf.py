"""A book as PDF, by WeasyPrint: tagged (PDF/UA-1), with an outline, footnotes and page numbers."""

import html
import logging
from importlib.resources import files
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, tostring

from handoff.book import links
from handoff.book.parts import Part
from handoff.book.whole import Book
from handoff.languages.words import _
from handoff.templates import render
from handoff.theme import palette

HERE = Path(__file__).parent
WIDTH = 529  # of the text, in CSS pixels; see pdf.css
FACES = (
    ("Source Serif Pro", "font_source_serif_pro", "SourceSerifPro"),
    ("Source Sans Pro", "font_source_sans_pro", "SourceSansPro"),
)
STYLES = (("Regular", 400, "normal"), ("It", 400, "italic"))
STYLES += (("Semibold", 600, "normal"), ("Bold", 700, "normal"), ("BoldIt", 700, "italic"))


def write(book: Book, file: Path) -> None:
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    document = HTML(string=page(book.paper(WIDTH)), base_url=str(HERE))
    fonts = FontConfiguration()
    document.write_pdf(file, font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)


def page(book: Book) -> str:
    """The whole book as one page of HTML."""
    light, _ = palette.colours(book.guide)
    inks = [light.get(name, light["--ink"]) for name in palette.pieces(book.guide).values()]
    return render(
        "book/pdf.html",
        book=book,
        changed=f"{book.changed:%Y-%m-%dT%H:%M:%SZ}",
        day=book.day,
        style=style(light, book),
        pieces=inks or [light["--ink"]],
        sections=sections,
        place=place,
        bodies=[(part, body(part, book)) for part in book.parts],
    )


def style(light: palette.Colours, book: Book) -> str:
    own = "\n".join(
        f'.piece[data-lit][data-piece="{piece}"] {{ color: {light.get(name, "inherit")}; }}'
        for piece, name in palette.pieces(book.guide).items()
    )
    sheets = (HERE / name for name in ("book.css", "pdf.css"))
    texts = [sheet.read_text(encoding="utf-8") for sheet in sheets]
    word = _("page")
    properties = f':root {{ {palette.properties(light)} --page: "{word}"; }}'
    return "\n".join([faces(), properties, *texts, own])


def faces() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slant};'
        f' src: url("{(files(package) / "files" / f"{name}-{style}.ttf").as_uri()}"); }}'
        for family, package, name in FACES
        for style, weight, slant in STYLES
    )


def sections(part: Part) -> list[tuple[str, str]]:
    """(its id, its title) of each section of a part that has a title of its own."""
    found = part.body.iter("h2")
    return [
        (each.get("id").removeprefix(f"{part.name}--"), " ".join(each.text_content().split()))
        for each in found
        if each.get("id")
    ]


def body(part: Part, book: Book) -> str:
    links.bind(part.body, place)
    for element in part.body.iter(etree.Element):
        if not element.tag.startswith("{"):
            prepare(element, part, book)
    for link in list(part.body.iter("a")):
        if link.get("href", "").startswith(("http:", "https:", "mailto:")):
            annotate(link)
    return tostring(part.body, encoding="unicode")


def place(name: str, anchor: str) -> str:
    return f"#{name}--{anchor}" if anchor else f"#{name}"


def prepare(element: HtmlElement, part: Part, book: Book) -> None:
    """One page has all parts, so ids need their part's name."""
    for name in ("aria-labelledby", "aria-label", "role"):
        element.attrib.pop(name, None)
    if element.tag == "h1":
        element.set("data-label", part.label)
        element.set("data-book", book.title)
    if element.get("id"):
        element.set("id", f"{part.name}--{element.get('id')}")


def annotate(link: HtmlElement) -> None:
    """The address in a footnote, unless it is what the link says."""
    address = link.get("href").removeprefix("mailto:")
    shown = address.partition("://")[2].rstrip("/") or address
    if link.text_content().strip().rstrip("/").endswith(shown):
        return
    note = etree.SubElement(link, "span", {"class": "footnote"})
    note.text = html.unescape(shown)
