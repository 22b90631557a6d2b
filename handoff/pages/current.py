"""Which page Python-Markdown is converting: builders hand on the text alone, so the text tells.

A page is known by its body, the text without front matter. Both builders give exactly that to
`Markdown.convert` (or the whole text, where the front matter is not YAML); neither says whose it
is in a way that the other one has.
"""

from pathlib import Path
from weakref import WeakKeyDictionary

from markdown import Markdown

from handoff import root
from handoff.pages.page import Page, page, pages

_converting: WeakKeyDictionary[Markdown, Page] = WeakKeyDictionary()
_known: dict[str, Path] = {}


def begin(md: Markdown, body: str) -> Page:
    """The page with this body; one without a file where no page of docs/ has it."""
    found = _look_up(body.strip()) or Page(root() / "docs" / "unsaved.md", body)
    _converting[md] = found
    return found


def page_of(md: Markdown | None) -> Page:
    """The page that `md` converts; an empty one where it converts none of ours."""
    found = _converting.get(md) if md is not None else None
    return found or Page(root() / "docs" / "unsaved.md", "")


def _look_up(body: str) -> Page | None:
    if found := _still(body):
        return found
    _known.clear()
    _known.update((text, each.path) for each in pages() for text in _texts(each))
    return _still(body)


def _still(body: str) -> Page | None:
    """The known page, if its file still says so."""
    path = _known.get(body)
    if path is None or not path.is_relative_to(root() / "docs"):
        return None
    found = page(path)
    return found if body in _texts(found) else None


def _texts(of: Page) -> tuple[str, ...]:
    if of.unreadable:
        return ()
    body = "\n".join(of.text.split("\n")[of.front.lines :]).strip()
    return (body, of.text.strip()) if of.front.broken else (body,)
