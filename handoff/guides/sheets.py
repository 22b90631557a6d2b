"""The style sheets of guides: a page of a guide has its guide's, any other page has them all."""

from html import escape

from handoff.guides.guide import Guide, guides
from handoff.pages.address import address
from handoff.pages.page import Page


def links(page: Page) -> str:
    """The links to them, as they stand at the page's beginning."""
    own = Guide(page.guide)
    if page.guide and own.sheet.is_file():
        targets = [own.sheet.name]
    else:
        up = "../" * page.name.count("/")
        targets = [
            f"{up}{each.name}/{each.sheet.name}" for each in guides() if each.sheet.is_file()
        ]
    hrefs = (escape(address(page, target)) for target in targets)
    return "".join(f'<link rel="stylesheet" href="{href}">' for href in hrefs)
