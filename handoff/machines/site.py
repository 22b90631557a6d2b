"""The steps that add to a built site what programs read."""

from pathlib import Path

from handoff.machines import llms, structured
from handoff.machines.pages import NAME, built
from handoff.machines.text import markdown

# The theme takes what is rel="alternate" to the letter for another edition of the site, and wants
# its sitemap; with the space it is the same to everybody else.
MARKDOWN = f'<link rel="alternate " type="text/markdown" href="{NAME}">'


def add(site: Path) -> None:
    """Write llms.txt and Markdown; say in the pages' heads where it is, and what they are."""
    pages = built(site)
    llms.write(site, pages)
    for page in pages:
        page.markdown.write_text(markdown(page.source, page.address), encoding="utf-8")
        told = MARKDOWN + structured.block(page)
        page.file.write_text(page.html.replace("</head>", f"{told}</head>", 1), encoding="utf-8")
