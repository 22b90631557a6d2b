"""A built page as its sections: heading, anchor, what is said there.

Left out is what no reader looks for: navigation, buttons, pictures, and all that says
`data-search-exclude`, such as questions with their answers.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

SILENT = {"script", "style", "svg", "button", "nav", "output", "template", "input", "textarea"}
INLINE = {"a", "abbr", "b", "code", "em", "font", "i", "mark", "small", "span", "strong", "sub"}
HEADINGS = {"h1", "h2", "h3", "h4"}
PARSER = etree.HTMLParser(encoding="utf-8")
SKIPPED = {"headerlink", "claim", "filename", "hidden-text"}  # signs and captions beside the text
SKIPPED |= {"paper"}  # what is there for paper alone
EXCLUDED = 'name="search-exclude"'
BOOST = re.compile(r'<meta(?=[^>]*name="search-boost")[^>]*content="([\d.]+)"')


@dataclass
class Section:
    """`terms` are what it explains: its heading, and the first cell of each row of a table."""

    anchor: str = ""
    heading: str = ""
    terms: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


@dataclass
class Page:
    """`boost` is front matter's search.boost: how much more its terms weigh than others'."""

    address: str
    title: str
    boost: float
    sections: list[Section]


def read(address: str, source: str) -> Page | None:
    """The page at `address` below the site's root; None if there is nothing to find in it.

    Front matter says `search: {exclude: true}` or `search: {boost: 2}`; the theme passes it on.
    """
    start, end = source.find("<article"), source.rfind("</article>")
    if start < 0 or end < 0 or EXCLUDED in source:
        return None
    sections = [Section()]
    _read(etree.fromstring(source[start : end + len("</article>")], PARSER), sections)
    said = BOOST.search(source)
    title = next((each.heading for each in sections if each.heading), address)
    kept = [section for section in sections if section.text]  # no mere headings of groups
    return Page(address, title, float(said[1]) if said else 1.0, kept)


def _read(element: etree._Element, sections: list[Section]) -> None:
    """Add what is said in the element, and begin a section at each heading in it."""
    if element.tag in HEADINGS:
        sections.append(_headed(element))
        return
    if element.tag in {"td", "dt"} and element.getprevious() is None:
        sections[-1].terms.append(_words(element))
    sections[-1].parts.append(element.text or "")
    for child in element:
        if not _silent(child):
            _read(child, sections)
        parts = sections[-1].parts
        if child.tag not in INLINE:
            parts.append(" · " if child.tag == "td" and child.getnext() is not None else " ")
        parts.append(child.tail or "")


def _headed(element: etree._Element) -> Section:
    heading = _words(element)
    anchor = element.get("id") or element.getparent().get("id", "")
    return Section("" if element.tag == "h1" else anchor, heading, [heading])


def _words(element: etree._Element) -> str:
    inner = [Section()]
    inner[0].parts.append(element.text or "")
    for child in element:
        if not _silent(child):
            _read(child, inner)
        inner[0].parts.append(child.tail or "")
    return inner[0].text


def _silent(element: etree._Element) -> bool:
    return (
        not isinstance(element.tag, str)  # a comment
        or element.tag in SILENT
        or element.get("data-search-exclude") is not None
        or element.get("class") in SKIPPED
    )
