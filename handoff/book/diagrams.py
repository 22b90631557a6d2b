"""Drawn diagrams with their colours in themselves: neither PDF nor e-reader follows our sheets.

What `.diagram` rules of the site's and the guide's style sheets say becomes attributes of the SVG,
in the colours of light paper. Of a diagram drawn both ways, the one that stays legible is kept.
"""

import re
from functools import lru_cache

import cssselect2
import tinycss2
from lxml import etree
from lxml.html import HtmlElement

from handoff.book import article
from handoff.guides.guide import Guide
from handoff.theme.palette import Colours, colours, sheets

WIDE = 17.5  # the letters of a wide flowchart, and of all else, in its own pixels
OTHER = 16.0
SMALLEST = 9.3  # what they may shrink to
LETTERS = "Source Sans Pro, sans-serif"
TALL = 0.75  # a tall one is drawn for a phone; on paper it need not fill the page
DRAWN = ("fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-weight")
DRAWN += ("text-anchor", "dominant-baseline")
VARIABLE = re.compile(r"var\((--[\w-]+)(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
MIX = re.compile(r"color-mix\(in srgb, (#\w+) (\d+)%, (#\w+)\)")
EM = re.compile(r"([\d.]+)em")


def draw(body: HtmlElement, guide: Guide, width: float) -> None:
    """Make the diagrams of a page fit for paper of so many pixels' width."""
    rules, inks = matcher(guide), colours(guide)[0]
    for figure in article.having(body, "diagram"):
        choose(figure, width)
        for drawn in figure.iter("{*}svg"):
            wide = "diagram__wide" in article.classes(drawn.getparent())
            size(drawn, width, tall="diagram__tall" in article.classes(drawn.getparent()))
            top = cssselect2.ElementWrapper.from_html_root(figure)
            place = next(each for each in top.iter_subtree() if each.etree_element is drawn)
            drawn.set("font-family", LETTERS)
            paint(place, rules, dict(inks), WIDE if wide else OTHER)


def choose(figure: HtmlElement, width: float) -> None:
    """Of the wide and the tall form, drop the one that is not to be read here."""
    wide, tall = article.having(figure, "diagram__wide"), article.having(figure, "diagram__tall")
    if wide and tall:
        needs = float(wide[0].find("{*}svg").get("width"))
        legible = WIDE * width / needs >= SMALLEST
        (tall if legible else wide)[0].drop_tree()


def size(drawn: etree._Element, width: float, tall: bool) -> None:
    own = float(drawn.get("width")), float(drawn.get("height"))
    scale = min(TALL if tall else 1, width / own[0])
    for name, length in zip(("width", "height"), own, strict=True):
        drawn.set(name, f"{length * scale:.0f}")


def paint(element, rules: cssselect2.Matcher, properties: Colours, letters: float) -> None:
    """Write what the rules say into this element and those below it."""
    told = {}
    for *_, declarations in rules.match(element):
        told |= declarations
    properties = properties | {key: value for key, value in told.items() if key[:2] == "--"}
    letters = sized(told.get("font-size", ""), letters)
    drawn = element.etree_element
    for name in DRAWN:
        if value := resolved(told.get(name, ""), properties):
            drawn.set(name, value)
    if "paint-order" in told:  # the outline would cover the letters where nobody knows paint-order
        drawn.set("stroke", "none")
    if "font-size" in told or etree.QName(drawn).localname == "svg":
        drawn.set("font-size", f"{letters:g}")
    for child in element.iter_children():
        paint(child, rules, properties, letters)


def sized(told: str, inherited: float) -> float:
    found = EM.fullmatch(told.strip())
    return float(found[1]) * inherited if found else inherited


def resolved(value: str, properties: Colours) -> str:
    """`color-mix(in srgb, var(--piece, var(--ink)) 8%, var(--paper))` as one colour."""
    while found := VARIABLE.search(value):
        meant = properties.get(found[1], found[2] or "none")
        value = value[: found.start()] + meant + value[found.end() :]
    return MIX.sub(lambda mix: mixed(mix[1], int(mix[2]) / 100, mix[3]), value)


def mixed(colour: str, share: float, paper: str) -> str:
    parts = [(int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in parts)


@lru_cache(maxsize=4)
def matcher(guide: Guide) -> cssselect2.Matcher:
    """The rules for what is in a diagram; those for a screen's size alone are not among them."""
    found = cssselect2.Matcher()
    for sheet in sheets(guide):
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule" and ".diagram" in tinycss2.serialize(rule.prelude):
                told = declared(rule)
                for selector in cssselect2.compile_selector_list(rule.prelude):
                    if selector.pseudo_element is None:
                        found.add_selector(selector, told)
    return found


def declared(rule) -> dict[str, str]:
    listed = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return {
        each.name: tinycss2.serialize(each.value).strip()
        for each in listed
        if each.type == "declaration"
    }
