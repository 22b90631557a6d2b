"""What stands around a chapter's text: its head, from its front matter, and the way onward."""

from handoff import mending, root
from handoff.guides import downloads
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
        render("guides/programs.html", **_programs(page))
        + render("guides/onward.html", **words, **_onward(page, guide, words["place"])),
    )


def mend(page: Page) -> str:
    """What a reader of a guide's page can do about a mistake in it."""
    if not page.guide:
        return ""
    ways = {"issue": mending.issue(mending.PAGE, page.path), "edit": mending.edit(page.path)}
    return render("guides/mend.html", **ways).strip()


def _programs(page: Page) -> dict:
    """Where its zip is, once `handoff downloads` has packed it, and how heavy."""
    packed = downloads.packed(page)
    if not packed.is_file():
        return {"programs": ""}
    way = f"../{downloads.target(page).as_posix()}"
    return {
        "programs": address(page, way),
        "needs": downloads.needs(page),
        "kilobytes": max(1, round(packed.stat().st_size / 1000)),
        "chapter": page.name,
    }


def _onward(page: Page, guide: Guide, place: int) -> dict:
    following = dict(enumerate(guide.chapters, 1)).get(place + 1)
    review = (root() / "docs" / "review.md").is_file()
    return {
        "following": following,
        "onward": following and address(page, following.path.name),
        "review": review and address(page, REVIEW),
    }
