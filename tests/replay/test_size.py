"""What a replay costs: its part of the page, and what Play loads, as a host sends them."""

import gzip

import pytest
import rcssmin
import rjsmin

from handoff.pages.page import Fence, Page
from handoff.replay import fence, film
from tests.fixtures.site import ROOT

ASSETS = ROOT / "overrides" / "assets"
SCRIPTS = ("replay.js", "replay/player.js", "picture/chips.js")
SHEETS = ("replay.css", "film.css", "picture.css")
LIMIT = 12_000


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def shared() -> int:
    scripts = [rjsmin.jsmin((ASSETS / "javascripts" / name).read_text()) for name in SCRIPTS]
    sheets = [rcssmin.cssmin((ASSETS / "stylesheets" / name).read_text()) for name in SHEETS]
    return sum(map(packed, [*scripts, *sheets]))


def on_a_page(name: str) -> int:
    """The replay with as many of its films as a page can show."""
    films = [each.name for each in film.find(name).replay.films][: fence.MOST_FILMS]
    page = Page(ROOT / "docs" / "page.md", "")
    reading = fence.read(Fence("replay", [name, *films], 1), page)
    return packed(fence.html(reading.value, page))


@pytest.mark.parametrize("name", film.names())
def test_a_replay_with_its_script_is_at_most_12_kilobytes(name: str):
    assert on_a_page(name) + shared() <= LIMIT, (on_a_page(name), shared())
