"""The ```keep fence of an overview: keep the whole guide on this device, to read without a network.

`publish` writes the list of what belongs to it; see handoff/publish/keeping.py.
"""

from typing import NamedTuple

from handoff.fences import Reading
from handoff.guides.guide import Guide
from handoff.languages.words import _
from handoff.pages.address import address
from handoff.pages.page import Fence, Page
from handoff.publish.keeping import LABS, LIST
from handoff.templates import render


class Row(NamedTuple):
    """What a reader may keep, and the list of its files, named from the page's source."""

    what: str
    list: str


def read(fence: Fence, page: Page) -> Reading:
    """The guide that the page is of; its labs are a row of their own, if it has any."""
    if not page.guide:
        message = "this page is of no guide, so there's nothing to keep"
        return Reading([], [page.at(fence, f"{message}; put the fence on a guide's overview")])
    labs = any(each.fences_of("lab") for each in Guide(page.guide).chapters)
    rows = [Row(_("This guide"), LIST)]
    return Reading([*rows, Row(_("What runs its labs"), f"../{LABS}")] if labs else rows)


def html(rows: list[Row], page: Page) -> str:
    return render("guides/keep.html", rows=rows, link=lambda name: address(page, name))
