"""The ways from a page to the same page in other languages, for readers and for search engines.

Editions lie side by side: …/guide/01-first/ is English, …/de/guide/01-first/ German.
"""

import posixpath
import sys
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from handoff.languages.translation import languages_of
from handoff.languages.words import SOURCE, language
from handoff.pages.address import url_of
from handoff.pages.page import Page
from handoff.subject import setting, site_setting
from handoff.templates import render

LINK = '<link rel="alternate " hreflang="{}" href="{}">'  # the space: see handoff/machines/site.py


class Way(NamedTuple):
    language: str
    name: str  # as the language calls itself
    href: str


def switch(page: Page) -> str:
    """The ways to the page in its other languages; and whether it is still in English only."""
    untranslated = "language" in page.meta
    ways = [Way(each, called(each), way(page, each)) for each in others(page)]
    if not ways and not untranslated:
        return ""
    return render("languages/switch.html", ways=ways, untranslated=untranslated)


def others(page: Page) -> list[str]:
    known = [SOURCE, *translated(page)]
    return [each for each in known if each != language()] if len(known) > 1 else []


def translated(page: Page) -> list[str]:
    """Its languages beside the source; none where the site is built in one language only."""
    return languages_of(page.name) if setting("editions") else []


def called(code: str) -> str:
    """Deutsch, Français."""
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return code
    name = locale.get_display_name(locale) or code
    return name[0].upper() + name[1:]


def way(page: Page, code: str) -> str:
    """From the page to the same one in that language."""
    url = url_of(f"{page.name}.md")
    if "zensical" in sys.modules:  # it would look for the page among its own
        return f"{base()}{in_edition(code, url)}/".replace("/./", "/")
    return f"{posixpath.relpath(in_edition(code, url), in_edition(language(), url))}/"


def in_edition(code: str, url: str) -> str:
    return posixpath.normpath(posixpath.join("" if code == SOURCE else code, url))


def base() -> str:
    """The path of the English site, with a slash at its end."""
    path = urlsplit(str(site_setting("site_url") or "/")).path
    return path if language() == SOURCE else path.removesuffix(f"{language()}/")


def alternates(page: Page, address: str) -> str:
    """What the head of a page says of its other languages; `address` is where people read it."""
    codes = translated(page)
    if not codes or not address:
        return ""
    here = "" if language() == SOURCE else f"{language()}/"
    url = url_of(f"{page.name}.md").removeprefix(".")
    tail = f"{here}{url}/" if url else here
    top = address.removesuffix(tail)
    places = {SOURCE: top, **{code: f"{top}{code}/" for code in codes}}
    end = f"{url}/" if url else ""
    told = [LINK.format(code, escape(f"{place}{end}")) for code, place in places.items()]
    return "".join([*told, LINK.format("x-default", escape(f"{top}{end}"))])
