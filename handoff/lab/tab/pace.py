"""Where the page may hold Python still: at what a session calls a step."""

from collections.abc import Callable


def go_on() -> None:
    """Nobody holds anything: outside a browser, or in one that cannot switch stacks."""


hold: Callable[[], None] = go_on  # browser.py puts one here that asks the page
