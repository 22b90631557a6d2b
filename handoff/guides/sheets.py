"""The style sheets of guides: a page has those of its guide and of the one that guide builds on.

Any other page has them all.
"""

from html import escape
from os.path import relpath

from handoff.guides.guide import Guide, guides
from handoff.pages.address import address
from handoff.pages.page import Page


def links(page: Page) -> str:
    """The links to them, as they stand at the page's beginning."""
    own = Guide(page.guide).sheets if page.guide else []
    every = [each.sheet for each in guides() if each.sheet.is_file()]
    targets = (relpath(sheet, page.path.parent) for sheet in own or every)
    hrefs = (escape(address(page, target)) for target in targets)
    return "".join(f'<link rel="stylesheet" href="{href}">' for href in hrefs)
