"""Leave of a drawn SVG what a page needs: shapes, words, arrowheads; CSS brings the colours."""

import re
import xml.etree.ElementTree as ET
from typing import NamedTuple

SVG = "{http://www.w3.org/2000/svg}"
UNUSED = {"style", "filter", "linearGradient", "symbol"}
NAMED = {f"{SVG}{tag}" for tag in ("marker", "title", "desc", "svg")}
PAINT = {"style", "fill", "stroke", "stroke-width", "font-style", "font-weight", "font-size"}
WORDY = {"name", "alignment-baseline", "rx", "ry", "markerUnits"}
NAME = re.compile(r"[a-z][\w-]*")
FRACTION = re.compile(r"(\d+\.\d)\d+")
MEASURED = {"d", "transform", "points", "viewBox", "x", "y", "x1", "x2", "y1", "y2"}
ET.register_namespace("", SVG[1:-1])


class Picture(NamedTuple):
    """`svg` with a `width` in CSS pixels."""

    svg: str
    width: float


def tidy(drawn: str) -> Picture:
    """The same picture without styles, unused definitions, data and noise."""
    top = ET.fromstring(drawn)
    drop_unused(top)
    for element in list(top.iter()):
        colour_by_participant(element)
        join_words(element)
        strip(element)
    width = size(top)
    text = ET.tostring(top, encoding="unicode", short_empty_elements=True)
    return Picture(re.sub(r">\s+<", "><", text), width)


def drop_unused(top: ET.Element) -> None:
    """Style sheets, filters, and the markers that no line ends in."""
    used = {
        element.get(end, "")[5:-1]  # url(#…)
        for element in top.iter()
        for end in ("marker-end", "marker-start")
        if end in element.attrib
    }
    for parent in list(top.iter()):
        for child in [child for child in parent if unused(child, used)]:
            parent.remove(child)
    for parent in list(top.iter()):
        for child in parent.findall(f"{SVG}defs"):
            if len(child) == 0:
                parent.remove(child)


def unused(element: ET.Element, markers: set[str]) -> bool:
    tag = element.tag.removeprefix(SVG)
    idle = tag == "marker" and element.get("id") not in markers
    return idle or tag in UNUSED or (tag == "rect" and not element.get("width"))


def colour_by_participant(element: ET.Element) -> None:
    """A participant of a sequence has its name as class: a guide's sheet may colour it."""
    if NAME.fullmatch(element.get("name", "")):
        element.set("class", f"{element.get('class', '')} {element.get('name')}".strip())


def strip(element: ET.Element) -> None:
    kept = {}
    for name, value in element.attrib.items():
        plain = name in PAINT and value != "none"
        idle_id = name == "id" and element.tag not in NAMED
        if not (plain or idle_id or name in WORDY or name.startswith("data-")):
            kept[name] = FRACTION.sub(r"\1", value) if name in MEASURED and "." in value else value
    element.attrib = kept


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
