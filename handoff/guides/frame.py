"""What stands around a chapter's text: its head, from its front matter, and the way onward."""

from pathlib import Path

from handoff import root
from handoff.guides.guide import Guide
from handoff.pages.page import Page
from handoff.templates import render

REVIEW = Path("docs") / "review.md"


def framed(page: Page, content: str) -> str:
    """The content between head and way onward; as it is where the page is no chapter."""
    if not page.is_chapter or page.front.faults:
        return content
    guide = Guide(page.guide)
    place = guide.place_of(page)
    head = render("guides/head.html", page=page, guide=guide, place=place)
    foot = render(
        "guides/onward.html",
        guide=guide,
        place=place,
        onward=dict(enumerate(guide.chapters, 1)).get(place + 1),
        review=(root() / REVIEW).is_file(),
    )
    return f"{head}\n{content}\n{foot}"
