"""What a page says to whoever shows a preview of a link to it: a title, a text and a picture.

The text is the page's description, which overrides/main.html says is og:description, too.
"""

from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

import PIL

from handoff import root
from handoff.cards import draw
from handoff.cards.draw import Card
from handoff.guides.guide import Guide, guides
from handoff.languages.words import _, ngettext
from handoff.machines.pages import Built
from handoff.pages.page import Page
from handoff.subject import site_setting
from handoff.theme import palette

NAME = "card.png"
TITLE = '<meta property="og:title" content="{}"><meta property="og:type" content="article">'
PICTURE = (
    '<meta property="og:image" content="{}">'
    '<meta name="twitter:card" content="summary_large_image">'
)


def block(page: Built) -> str:
    """The elements for a page's head, its card written beside it; nothing without an address."""
    if not page.address:
        return ""
    told = TITLE.format(escape(page.source.title))
    card = card_of(page.source)
    if not draw.can_draw(card.title):
        return told
    page.file.with_name(NAME).write_bytes(drawn(card))
    return told + PICTURE.format(escape(page.address + NAME))


def drawn(card: Card) -> bytes:
    """Its picture, from build/cards if it is there."""
    kept = root() / "build" / "cards" / f"{key(card)}.png"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(draw.png(card))
    return kept.read_bytes()


def key(card: Card) -> str:
    said = (repr(card), PIL.__version__, rules())
    return sha256("\n".join(said).encode()).hexdigest()[:16]


@cache
def rules() -> str:
    return Path(draw.__file__).read_text(encoding="utf-8")


def card_of(page: Page) -> Card:
    guide = Guide(page.guide) if page.guide else None
    site = str(site_setting("site_name") or "")
    overview = guide is not None and page.path == guide.overview.path
    above = f"{site} · {guide.title}" if guide and not overview else site
    return Card(page.title, above, below(page, guide), stripe(guide))


def below(page: Page, guide: Guide | None) -> str:
    if page.is_chapter and not page.front.faults:
        place = _("Chapter {n} of {all}", n=guide.place_of(page), all=len(guide.chapters))
        return f"{place} · {_(page.meta['difficulty'])} · {_('{n} min', n=page.meta['minutes'])}"
    if guide and page.path == guide.overview.path and guide.chapters:
        return ngettext("{n} chapter", "{n} chapters", len(guide.chapters))
    return ""


@cache
def stripe(guide: Guide | None) -> tuple[str, ...]:
    """The colours of a guide's pieces; elsewhere those of the first guide that has some."""
    for each in [guide] if guide else guides():
        light, _ = palette.colours(each)
        found = [light[name] for name in palette.pieces(each).values() if name in light]
        if found:
            return tuple(found)
    return (Card.ink,)
