"""Which replay shows what a claim says, and on which page it stands: offered beside each ✓."""

from dataclasses import dataclass
from functools import lru_cache

from handoff import reads
from handoff.pages.page import Page, pages
from handoff.replay import film


@dataclass(frozen=True)
class Offer:
    """A replay on a page."""

    name: str  # of the page, as docs/ has it
    anchor: str
    title: str


def offers(guide: str) -> dict[str, Offer]:
    """{claim: the first replay that shows it}; `forget` begins a new build."""
    return reads.asked(_offers, guide)


@lru_cache(maxsize=100)
def _offers(guide: str) -> dict[str, Offer]:
    found: dict[str, Offer] = {}
    for page in pages(guide):
        for name in shown(page):
            replay = film.find(name).replay
            for claim in replay.claims if replay else ():
                found.setdefault(claim, Offer(page.name, anchor(name), replay.title))
    return found


def shown(page: Page) -> list[str]:
    """The replays on a page, as far as they are there."""
    named = [fence.words[0].text for fence in page.fences_of("replay") if fence.words]
    return [name for name in named if film.path_of(name).is_file()]


def anchor(name: str) -> str:
    """The id of a replay on its page."""
    return f"replay-{name.rpartition('/')[2]}"


def forget() -> None:
    _offers.cache_clear()
