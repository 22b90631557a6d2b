"""Keeps the index of a site fresh while a builder's own server rewrites it again and again."""

import time
from pathlib import Path

from handoff.search.files import index

SETTLED = 0.2  # seconds since the last page was written


def refresh(site: Path) -> bool:
    """Index the site if a build has ended since the last time; True if it was done."""
    try:
        if not stale(site):
            return False
        index(site)
    except OSError:  # the next build has begun, and swept the pages away
        return False
    return True


def stale(site: Path) -> bool:
    """Is there a whole build that the index does not know? The sitemap is written before pages."""
    sitemap, entry = site / "sitemap.xml", site / "search" / "index.json"
    if not sitemap.exists() or (entry.exists() and changed(entry) > changed(sitemap)):
        return False
    pages = list(site.rglob("index.html"))
    listed = sitemap.read_text(encoding="utf-8").count("<loc>")
    return len(pages) >= max(listed, 1) and max(map(changed, pages)) < time.time() - SETTLED


def changed(file: Path) -> float:
    return file.stat().st_mtime
