"""The steps that add to a built site what programs read."""

from pathlib import Path

from handoff.machines.pages import NAME, built
from handoff.machines.text import markdown

# The theme takes what is rel="alternate" to the letter for another edition of the site, and wants
# its sitemap; with the space it is the same to everybody else.
LINK = f'<link rel="alternate " type="text/markdown" href="{NAME}">'


def add(site: Path) -> None:
    """Write each page's Markdown, and name it in the page's head."""
    for page in built(site):
        page.markdown.write_text(markdown(page.source, page.address), encoding="utf-8")
        told = page.html.replace("</head>", f"{LINK}</head>", 1)
        page.file.write_text(told, encoding="utf-8")
