"""Mermaid on our own host, for the diagrams that only a browser can draw; else nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

from handoff import npm
from handoff.diagram.fence import figure, for_the_browser
from handoff.pages.page import Page, pages

PLACE = Path("docs/assets/mermaid")  # beside the chapters: mermaid2 looks for it there
MODULE = "mermaid.esm.min.mjs"
CHUNKS = "chunks/mermaid.esm.min"


def provide(root: Path, say: Callable[[str], None]) -> bool:
    """Put Mermaid where the pages ask for it, if any page does; says whether one does."""
    place = root / PLACE
    if not needed(root):
        shutil.rmtree(place, ignore_errors=True)
        return False
    if not (place / MODULE).exists():
        dist = npm.package("mermaid", root, say) / "dist"
        for source in [dist / MODULE, *(dist / CHUNKS).glob("*.mjs")]:
            copy = place / source.relative_to(dist)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)
    return True


def needed(root: Path) -> bool:
    return any(left_to_the_browser(page) for page in pages())


def left_to_the_browser(page: Page) -> bool:
    sources = ("\n".join(fence.lines) for fence in page.fences_of("mermaid"))
    return any(figure(source) == for_the_browser(source) for source in sources)
