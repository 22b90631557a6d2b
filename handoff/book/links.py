"""Where the links of a book lead: to a place in it, to an address elsewhere, or nowhere.

Inside the book an href is `book:part#anchor`; `bind` makes of it what a PDF or an EPUB wants.
"""

import posixpath
from collections.abc import Callable
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from handoff.book.parts import GLOSSARY, Part

INSIDE = "book:"
LOOPBACK = ("127.0.0.1", "localhost", "")


def lead(parts: list[Part]) -> None:
    """Put the links of all parts right; what leads nowhere on paper becomes text."""
    for part in parts:
        part.ids = {each.get("id") for each in part.body.iter(etree.Element) if each.get("id")}
    places = {part.path: part for part in parts}
    for part in parts:
        for link in list(part.body.iter("a")):
            if "href" in link.attrib:
                turn(link, target(link.get("href"), part, places), part)


def turn(link: HtmlElement, way: str, part: Part) -> None:
    link.attrib.pop("download", None)
    if not way:
        link.tag = "span"
        del link.attrib["href"]
        return
    link.set("href", way)
    named = set((link.get("class") or "").split())
    if way.startswith(INSIDE) and not named & {"claim", "to-answer"} and is_far(way, part):
        link.set("class", " ".join([*sorted(named), "reference"]))


def is_far(way: str, part: Part) -> bool:
    """Whether its page number is worth printing: not for words, nor for what is near."""
    return way.removeprefix(INSIDE).partition("#")[0] not in (part.name, GLOSSARY)


def target(href: str, part: Part, places: dict[str, Part]) -> str:
    """As `book:…`, or an address; empty where the site does not know its own."""
    way, _, anchor = href.partition("#")
    if urlsplit(href).scheme:
        return href
    path = posixpath.normpath(f"{part.path}/{way}") if way else part.path
    there = places.get(path)
    if there and (not anchor or anchor in there.ids):
        return f"{INSIDE}{there.name}" + (f"#{anchor}" if anchor else "")
    if there and there.kind != "glossary":
        return f"{INSIDE}{there.name}"
    home = home_of(part)
    slash = "/" if way.endswith("/") else ""
    return home and f"{home}{path}{slash}" + (f"#{anchor}" if anchor else "")


def home_of(part: Part) -> str:
    """The site's address, if it is one that a reader of a book can open."""
    if urlsplit(part.address).hostname in (*LOOPBACK, None):
        return ""
    return part.address.removesuffix(f"{part.path}/")


def bind(body: HtmlElement, place: Callable[[str, str], str]) -> None:
    """Give links inside the book the href that `place(part, anchor)` has for them."""
    for link in body.iter("a"):
        href = link.get("href", "")
        if href.startswith(INSIDE):
            name, _, anchor = href.removeprefix(INSIDE).partition("#")
            link.set("href", place(name, anchor))
