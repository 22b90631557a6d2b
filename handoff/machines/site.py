"""The steps that add to a built site what programs read."""

from pathlib import Path

from handoff.machines import llms
from handoff.machines.pages import NAME, built
from handoff.machines.text import markdown

# The theme takes what is rel="alternate" to the letter for another edition of the site, and wants
# its sitemap; with the space it is the same to everybody else.
MARKDOWN = f'<link rel="alternate " type="text/markdown" href="{NAME}">'


def add(site: Path) -> None:
    """Write llms.txt and each page's Markdown, and name it in the page's head."""
    pages = built(site)
    llms.write(site, pages)
    for page in pages:
        page.markdown.write_text(markdown(page.source, page.address), encoding="utf-8")
        told = MARKDOWN
        page.file.write_text(page.html.replace("</head>", f"{told}</head>", 1), encoding="utf-8")
