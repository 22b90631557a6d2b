"""The steps that add to a built site what programs read."""

from html import escape
from pathlib import Path

from handoff.cards import social
from handoff.languages.switch import alternates
from handoff.machines import feed, llms, structured
from handoff.machines.pages import NAME, built
from handoff.machines.text import markdown

# The theme takes what is rel="alternate" to the letter for another edition of the site, and wants
# its sitemap; with the space it is the same to everybody else.
MARKDOWN = f'<link rel="alternate " type="text/markdown" href="{NAME}">'
FEED = '<link rel="alternate " type="application/atom+xml" href="{}">'


def add(site: Path) -> None:
    """Write Markdown, llms.txt and the feed; name them, and what a page is, in the pages' heads."""
    pages = built(site)
    llms.write(site, pages)
    news = feed.write(site, pages)
    for page in pages:
        page.markdown.write_text(markdown(page.source, page.address), encoding="utf-8")
        told = MARKDOWN + (FEED.format(escape(news)) if news else "") + structured.block(page)
        told += alternates(page.source, page.address) + social.block(page)
        page.file.write_text(page.html.replace("</head>", f"{told}</head>", 1), encoding="utf-8")
