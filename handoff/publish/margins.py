"""Blank lines and indentation that templates leave around a page's article, which nobody reads.

The article keeps its own: there, white space may be a program's.
"""

import re
from pathlib import Path

MARGIN = re.compile(r"\s*\n\s*")


def without_margins(site: Path) -> None:
    for page in site.rglob("*.html"):
        page.write_text(tight(page.read_text(encoding="utf-8")), encoding="utf-8")


def tight(html: str) -> str:
    """A page without an article stays as it is."""
    before, start, rest = html.partition("<article")
    article, end, after = rest.rpartition("</article>")
    if not end:
        return html
    return MARGIN.sub("\n", before) + start + article + end + MARGIN.sub("\n", after)
