"""The ```guides fence: every guide in order, how long it takes, and where each one leads.

An overview's front matter says why a reader would go over to another guide:

    leads: {knots: "if you have never tied one"}
"""

from typing import NamedTuple

from handoff.diagnostics.problem import did_you_mean, quoted
from handoff.fences import Reading
from handoff.guides.guide import Guide, guides
from handoff.pages.address import address
from handoff.pages.page import Fence, Page
from handoff.templates import render


class Way(NamedTuple):
    """A way over to another guide, and the end of the sentence that says for whom."""

    guide: Guide
    reason: str


class Listed(NamedTuple):
    guide: Guide
    ways: list[Way]

    @property
    def minutes(self) -> int:
        return sum(each.meta["minutes"] for each in self.guide.chapters if not each.front.faults)


def read(fence: Fence, page: Page) -> Reading:
    """Every guide that has chapters; a way that leads nowhere is a problem."""
    known = {guide.name: guide for guide in guides() if guide.chapters}
    reading = Reading([])
    for guide in known.values():
        leads = guide.overview.meta.get("leads") or {}
        for name in leads.keys() - known.keys():
            message = f"{guide.name}/index.md leads to {quoted(name)}, which is no guide"
            reading.problems.append(page.at(fence, f"{message}; {did_you_mean(name, known)}"))
        ways = [Way(known[name], reason) for name, reason in leads.items() if name in known]
        reading.value.append(Listed(guide, ways))
    return reading


def html(listed: list[Listed], page: Page) -> str:
    up = "../" * page.name.count("/")
    return render(
        "guides/listing.html",
        listed=listed,
        link=lambda guide: address(page, f"{up}{guide.name}/index.md"),
    )
