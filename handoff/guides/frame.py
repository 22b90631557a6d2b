"""What stands around a chapter's text: its head, from its front matter, and the way onward."""

from handoff import root
from handoff.guides.guide import Guide
from handoff.pages.address import address
from handoff.pages.page import Page
from handoff.templates import render

REVIEW = "../review.md"  # from a chapter


def frame(page: Page) -> tuple[str, str]:
    """A chapter's head and its way onward; nothing for other pages."""
    if not page.is_chapter or page.front.faults:
        return "", ""
    guide = Guide(page.guide)
    words = {"guide": guide, "place": guide.place_of(page), "overview": address(page, "index.md")}
    return (
        render("guides/head.html", page=page, **words),
        render("guides/onward.html", **words, **_onward(page, guide, words["place"])),
    )


def _onward(page: Page, guide: Guide, place: int) -> dict:
    following = dict(enumerate(guide.chapters, 1)).get(place + 1)
    review = (root() / "docs" / "review.md").is_file()
    return {
        "following": following,
        "onward": following and address(page, following.path.name),
        "review": review and address(page, REVIEW),
    }
