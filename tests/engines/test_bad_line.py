"""Firefox and WebKit: a line that breaks, and a reader who does not wait."""

from collections.abc import Iterator

import pytest

from handoff.samples.waiting import wait_until
from tests.browser.reader import PAGE

from .host import Seen
from .tab import Tab

TOLD = "didn’t arrive. Check your connection, then reload the page."
SAID = "document.querySelector('.md-dialog').textContent"


@pytest.fixture
def line(seen: Seen) -> Iterator[Seen]:
    """What is refused or held is let go afterwards, also when the test fails."""
    yield seen
    seen.refused = seen.held = ""
    seen.goes_on.set()


def test_a_script_that_never_came_is_told_of(tab: Tab, origin: str, line: Seen):
    line.refused, line.forgives = "answering.js", True
    tab.goto(origin + PAGE)

    tab.find("button", "Check answer").press()

    wait_until(lambda: TOLD in tab.run(f"return {SAID}"), "nobody says so")
    wait_until(lambda: line.forgiven, "nothing was refused")
    line.refused = ""
    tab.reload()
    tab.find("button", "Check answer").press()
    tab.find("status", "Pick an answer first.").of("part")


def test_search_that_never_came_says_so(tab: Tab, origin: str, line: Seen):
    line.refused, line.forgives = "search/index.js", True
    tab.goto(origin)

    tab.find("button", "Search").press()

    tab.find("dialog").find("status").says(TOLD)
    wait_until(lambda: line.forgiven, "nothing was refused")
    line.refused = ""
    tab.reload()
    tab.find("button", "Search").press()
    tab.find("dialog").find("status").says("Type a word or two.")


def test_leaving_before_all_has_come_is_no_mishap(tab: Tab, origin: str, line: Seen):
    line.held = "answering.js"
    line.goes_on.clear()
    tab.goto(origin + PAGE)
    tab.find("button", "Check answer").press()
    wait_until(lambda: any(path.endswith(line.held) for path in line.asked), "not asked for")

    tab.goto("about:blank")
    tab.goto(f"{origin}telling.js")  # what the page had to tell is told before

    assert line.mishaps == []
