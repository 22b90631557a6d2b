"""The style sheets of guides: a page of a guide has its guide's, any other page has them all."""

from html import escape

from handoff.guides.guide import Guide, guides
from handoff.pages.address import address
from handoff.pages.page import Page


def links(page: Page) -> str:
    """The links to them, as they stand at the page's beginning."""
    own = Guide(page.guide)
    chosen = [own] if page.guide and own.sheet.is_file() else guides()
    up = "../" * page.name.count("/")
    hrefs = (
        address(page, f"{up}{each.name}/{each.sheet.name}")
        for each in chosen
        if each.sheet.is_file()
    )
    return "".join(f'<link rel="stylesheet" href="{escape(href)}">' for href in hrefs)
