"""A ✓ on paper: its experiment has a number, and stands under it at the end of the book."""

import posixpath

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, E

from handoff.book import article
from handoff.book.parts import Part
from handoff.claims.extension import SIGN


def number(parts: list[Part]) -> None:
    """Number the experiments of the book, and the marks that lead to them."""
    numbers: dict[tuple[str, str], int] = {}
    for part in parts:
        if part.kind == "experiments":
            for experiment in article.having(part.body, "experiment"):
                if experiment.get("id"):
                    numbers[part.path, experiment.get("id")] = len(numbers) + 1
                    entitle(experiment, len(numbers))
    for part in parts:
        for mark in article.having(part.body, "claim"):
            tell(mark, part, numbers)


def entitle(experiment: HtmlElement, number: int) -> None:
    """The sentence is no heading here: there are hundreds, and a table of contents has none."""
    sentence = experiment.find("h3")
    sentence.tag = "p"
    sentence.set("class", "experiment__sentence")
    sentence.insert(0, E.b(str(number), CLASS("experiment__number")))
    sentence[0].tail, sentence.text = f" {sentence.text or ''}", None


def tell(mark: HtmlElement, part: Part, numbers: dict[tuple[str, str], int]) -> None:
    mark.attrib.pop("title", None)
    way, _, slug = mark.get("href", "").partition("#")
    number = numbers.get((posixpath.normpath(f"{part.path}/{way}"), slug))
    if number:
        mark.text = f"{SIGN}{number}"
