"""What axe-core finds wrong with a page, or a part of it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CONTRAST = "color-contrast"
ALL_BUT_CONTRAST = {"rules": {CONTRAST: {"enabled": False}}}
CONTRAST_ONLY = {"runOnly": {"type": "rule", "values": [CONTRAST]}}

SETTLED = "() => !document.getAnimations().some((each) => each instanceof CSSTransition)"


def violations(page: Page, part: str = "html", **options) -> list[str]:
    """A line each: rule, element, what to do. `part` is a CSS selector, `options` are axe's own."""
    page.wait_for_function(SETTLED)  # a colour on its way from one scheme to the other is neither's
    found = Axe().run(page, {"include": [part]}, {"resultTypes": ["violations"], **options})
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]
