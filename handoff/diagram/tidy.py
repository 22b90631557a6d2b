"""Leave of a drawn SVG what a page needs: shapes, words, arrowheads; CSS brings the colours."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import NamedTuple

SVG = "{http://www.w3.org/2000/svg}"
PIECES = {"client", "broker", "worker", "backend"}
UNUSED = {"style", "filter", "linearGradient", "symbol"}
PAINT = ("style", "fill", "stroke", "stroke-width", "font-style", "font-weight", "font-size")
WORDY = ("name", "alignment-baseline", "rx", "ry", "markerUnits")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
FRACTION = re.compile(r"(\d+\.\d)\d+")
MEASURED = ("d", "transform", "points", "viewBox", "x", "y", "x1", "x2", "y1", "y2")
ET.register_namespace("", SVG[1:-1])


class Picture(NamedTuple):
    """`svg` with a `width` in CSS pixels."""

    svg: str
    width: float


def tidy(drawn: str) -> Picture:
    """The same picture without styles, unused definitions, data and noise."""
    top = ET.fromstring(drawn)
    drop_unused(top)
    for element in top.iter():
        colour_by_participant(element)
        strip(element)
        join_words(element)
    width = size(top)
    text = ET.tostring(top, encoding="unicode", short_empty_elements=True)
    return Picture(re.sub(r">\s+<", "><", text), width)


def drop_unused(top: ET.Element) -> None:
    """Style sheets, filters, and the markers and symbols that nothing points at."""
    used = {name for element in top.iter() for name in references(element)}
    for parent in list(top.iter()):
        for child in list(parent):
            tag = child.tag.removeprefix(SVG)
            idle = tag == "marker" and child.get("id") not in used
            empty = tag == "rect" and not child.get("width")
            if idle or empty or tag in UNUSED:
                parent.remove(child)
        if parent.tag == f"{SVG}defs" and len(parent) == 0:
            parent.set("data-empty", "")
    remove(top, lambda element: "data-empty" in element.attrib)


def remove(top: ET.Element, unwanted) -> None:
    for parent in list(top.iter()):
        for child in [child for child in parent if unwanted(child)]:
            parent.remove(child)


def references(element: ET.Element) -> Iterator[str]:
    for value in element.attrib.values():
        yield from REFERENCE.findall(value)


def colour_by_participant(element: ET.Element) -> None:
    """In a sequence, a participant called `broker` is the broker."""
    if element.get("name") in PIECES:
        element.set("class", f"{element.get('class', '')} {element.get('name')}".strip())


def strip(element: ET.Element) -> None:
    for name in list(element.attrib):
        plain = name in PAINT and element.attrib[name] != "none"
        if plain or name in WORDY or name.startswith("data-"):
            del element.attrib[name]
    kept = element.tag.removeprefix(SVG) in {"marker", "title", "desc", "svg"}
    if not kept:
        element.attrib.pop("id", None)
    for name in MEASURED:
        if name in element.attrib:
            element.set(name, FRACTION.sub(r"\1", element.get(name)))


def join_words(element: ET.Element) -> None:
    """merman gives each word a tspan of its own; one a line is enough."""
    lines = [child for child in element if "text-outer-tspan" in child.get("class", "")]
    for line in lines:
        words = "".join(line.itertext())
        for child in list(line):
            line.remove(child)
        line.text = words
        line.attrib.pop("class")


def size(top: ET.Element) -> float:
    """Give the picture its own size, so that nothing jumps while the page loads."""
    _, _, width, height = (float(number) for number in top.get("viewBox").split())
    top.set("width", f"{width:.0f}")
    top.set("height", f"{height:.0f}")
    top.set("role", "img")
    for name in ("aria-roledescription", "style"):
        top.attrib.pop(name, None)
    return width
