"""Links between pages, as links between their Markdown beside the HTML."""

import posixpath

from handoff.pages.address import url_of
from handoff.pages.links import ELSEWHERE
from handoff.pages.page import Page


def leading(target: str, page: Page) -> str:
    """A link of the source as one from the page's Markdown to another page's."""
    name, sign, anchor = target.partition("#")
    if not name or ELSEWHERE.match(target):
        return target
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), name))
    there = f"{url_of(wanted)}/index.md" if wanted.endswith(".md") else wanted
    return posixpath.relpath(there, url_of(f"{page.name}.md")) + sign + anchor
