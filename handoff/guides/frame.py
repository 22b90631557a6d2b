"""What stands around a chapter's text: its head, from its front matter, and the way onward."""

from pathlib import Path

from handoff import root
from handoff.guides.guide import Guide
from handoff.pages.page import Page
from handoff.templates import render

REVIEW = Path("docs") / "review.md"


def frame(page: Page) -> tuple[str, str]:
    """A chapter's head and its way onward; nothing for other pages."""
    if not page.is_chapter or page.front.faults:
        return "", ""
    guide = Guide(page.guide)
    place = guide.place_of(page)
    head = render("guides/head.html", page=page, guide=guide, place=place)
    following = dict(enumerate(guide.chapters, 1)).get(place + 1)
    review = (root() / REVIEW).is_file()
    words = {"guide": guide, "place": place, "following": following, "review": review}
    return head, render("guides/onward.html", **words)
