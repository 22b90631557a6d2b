"""Which page Python-Markdown is converting: builders hand on the text alone, so the text tells.

A page is known by its body, the text without front matter. Both builders give exactly that to
`Markdown.convert` (or the whole text, where the front matter is not YAML); neither says whose it
is in a way that the other one has. Pages with the same body take turns.
"""

from pathlib import Path
from weakref import WeakKeyDictionary

from markdown import Markdown

from handoff import reads, root
from handoff.pages.page import Page, page, pages

_converting: WeakKeyDictionary[Markdown, Page] = WeakKeyDictionary()
_known: dict[str, list[Path]] = {}
_turn: dict[str, Path] = {}  # of those that several pages have: which had it last


def begin(md: Markdown, body: str) -> Page:
    """The page with this body; one without a file where no page of docs/ has it."""
    with reads.recorded(None):  # it looks at all pages
        found = _look_up(body.strip()) or Page(root() / "docs" / "unsaved.md", body)
    _converting[md] = found
    return found


def page_of(md: Markdown | None) -> Page:
    """The page that `md` converts; an empty one where it converts none of ours."""
    found = _converting.get(md) if md is not None else None
    return found or Page(root() / "docs" / "unsaved.md", "")


def forget() -> None:
    """The next page begins a new build; that alone tells whose turn it is."""
    _known.clear()
    _turn.clear()


def is_alone(path: Path) -> bool:
    """Has no other page the same body?"""
    if not _known:
        _learn()
    of = page(path)
    return not of.unreadable and all(_known.get(text) == [path] for text in _texts(of))


def _look_up(body: str) -> Page | None:
    if found := _still(body):
        return found
    _learn()
    return _still(body)


def _learn() -> None:
    _known.clear()
    for each in pages():
        for text in _texts(each):
            _known.setdefault(text, []).append(each.path)


def _still(body: str) -> Page | None:
    """The known page, if its file still says so; of several, the one after the last."""
    docs = root() / "docs"
    known = (page(path) for path in _known.get(body, ()) if path.is_relative_to(docs))
    found = [each for each in known if body in _texts(each)]
    if len(found) < 2:
        return found[0] if found else None
    paths = [each.path for each in found]
    last = _turn.get(body)
    following = paths.index(last) + 1 if last in paths else 0
    chosen = found[following % len(found)]
    _turn[body] = chosen.path
    return chosen


def _texts(of: Page) -> tuple[str, ...]:
    if of.unreadable:
        return ()
    body = "\n".join(of.text.split("\n")[of.front.lines :]).strip()
    return (body, of.text.strip()) if of.front.broken else (body,)
