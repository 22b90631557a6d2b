"""A built page's article as a book shows it: without what only a screen or a script can use."""

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement

from handoff.paper import LIVE, PAPER

# Elements and classes that go, with all that is in them.
TAGS = {"button", "input", "link", "noscript", "progress", "script", "select", "style"}
TAGS |= {"template", "textarea", "keep-offline", "nav"}
CLASSES = {LIVE, "chapter__place", "headerlink", "mend", "continue", "books", "phases"}
CLASSES |= {"lab__tabs", "lab__bar", "lab__without", "lab__met", "replay__bar", "simulator__form"}
CLASSES |= {"quiz__foot", "quiz__why", "quiz__explain", "quiz__moves", "quiz__grip", "quiz__sure"}
CLASSES |= {"quiz__hint", "quiz__score", "quiz__note", "quiz__back", "quiz__sheet"}
# Elements that mean nothing on paper: what stands in their place.
PLAIN = {"form": "section", "fieldset": "div", "legend": "p", "label": "span", "output": "p"}
PLAIN |= {"details": "div", "summary": "p", "article": "section", "font": "span"}
KEPT = ("class", "id", "href", "title", "lang", "dir", "alt", "src", "start", "type", "scope")
KEPT += ("colspan", "rowspan", "role", "aria-label", "aria-labelledby", "data-piece", "data-lit")
KEPT += ("data-verdict", "data-row", "data-reason", "data-file", "download")
BLOCKS = {"div", "section", "p", "ul", "ol", "pre", "table", "figure", "header"}
SVG = re.compile(r"<svg\b.*?</svg>", re.S)


def read(page: str) -> HtmlElement:
    """The article of a page's HTML."""
    start, end = page.find("<article"), page.rfind("</article>")
    drawn: list[str] = []
    text = SVG.sub(lambda found: stand_in(found[0], drawn), page[start : end + len("</article>")])
    body = html.fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    shed(body)
    for place in body.xpath("//i[@data-svg]"):
        put_back(place, drawn[int(place.get("data-svg"))])
    for element in list(body.iter(etree.Element)):
        plain(element)
    for paragraph in list(body.iter("p")):
        if any(child.tag in BLOCKS for child in paragraph):  # XHTML allows none in it
            paragraph.tag = "div"
    body.tag = "section"
    body.attrib.clear()
    return body


def stand_in(svg: str, drawn: list[str]) -> str:
    """HTML's parser knows no SVG, and would write viewBox small."""
    drawn.append(svg)
    return f'<i data-svg="{len(drawn) - 1}"></i>'


def put_back(place: HtmlElement, svg: str) -> None:
    element = etree.fromstring(svg)
    element.tail = place.tail
    place.getparent().replace(place, element)


def classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def having(body: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements with this class, in order."""
    return [each for each in body.iter(etree.Element) if name in classes(each)]


def shed(body: HtmlElement) -> None:
    unwanted = [each for each in body.iter() if is_unwanted(each)]
    for each in unwanted:
        if each.getparent() is not None:
            each.drop_tree()


def is_unwanted(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment
    hidden = "hidden" in element.attrib and PAPER not in classes(element)
    hidden = hidden or element.get("data-source") is not None
    return hidden or element.tag in TAGS or not CLASSES.isdisjoint(classes(element))


def plain(element: HtmlElement) -> None:
    """Without our own elements and what scripts read; pictures stay as they are drawn."""
    if element.tag.startswith("{"):
        return
    element.tag = PLAIN.get(element.tag, "div" if "-" in element.tag else element.tag)
    for name in set(element.attrib) - set(KEPT):
        del element.attrib[name]


def entries(body: HtmlElement, anchors: set[str]) -> HtmlElement:
    """A glossary with these entries only, in the order in which it has them."""
    whole = html.Element("section")
    for heading, below in sections(body):
        if heading.tag == "h1" or heading.get("id") in anchors:
            heading.tag = "h1" if heading.tag == "h1" else "h3"
            whole.extend([heading] if heading.tag == "h1" else [heading, *below])
    return whole


def sections(body: HtmlElement) -> Iterator[tuple[HtmlElement, list[HtmlElement]]]:
    """Each heading with what stands below it until the next one."""
    heading, below = None, []
    for child in list(body):
        if child.tag in ("h1", "h2", "h3"):
            if heading is not None:
                yield heading, below
            heading, below = child, []
        else:
            below.append(child)
    if heading is not None:
        yield heading, below
