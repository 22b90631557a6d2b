"""The words that the site itself says, in its language: `_("phase {n} of {all}", n=1, all=8)`.

English stands in the sources. A site whose mkdocs.yml says `theme: {language: de}` has the rest in
languages/de/words.po, which translators know as gettext's; what is not in there stays English.
"""

import gettext
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from handoff import here, root
from handoff.subject import site_setting

FOLDER = "languages"
NAME = "words.po"
SOURCE = "en"


def _(message: str, **values: object) -> str:
    """The message in the site's language, its {places} filled."""
    translated = known().gettext(message)
    return translated.format(**values) if values else translated


def ngettext(one: str, other: str, n: int, **values: object) -> str:
    """The form that the language has for that number, which fills {n}."""
    return known().ngettext(one, other, n).format(n=n, **values)


def marked(message: str) -> str:
    """The message itself: to be translated later, where it is known which one of several it is."""
    return message


def listed(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; nothing of nothing."""
    *first, last = [*names] or [""]
    return _("{first} and {last}", first=", ".join(first), last=last) if first else last


def dated(day: date) -> str:
    """`24 December 2026`, as the language writes it."""
    if language() == SOURCE:
        return f"{day.day} {day.strftime('%B %Y')}"
    from babel.dates import format_date

    return format_date(day, "long", locale=locale())


def locale() -> str:
    """The language as Babel spells it; a made-up one counts as English."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language(), sep="-"))
    except (UnknownLocaleError, ValueError):
        return SOURCE


def language() -> str:
    """The site's, as a page's `lang` says it."""
    return _language(here())


def known() -> gettext.NullTranslations:
    return _translations(here())


def forget() -> None:
    """The settings or the list of words may have changed."""
    _language.cache_clear()
    _translations.cache_clear()


@lru_cache(maxsize=16)
def _language(folder: str) -> str:
    theme = site_setting("theme", Path(folder))
    return str(theme.get("language") or SOURCE) if isinstance(theme, dict) else SOURCE


@lru_cache(maxsize=16)
def _translations(folder: str) -> gettext.NullTranslations:
    path = root(Path(folder)) / FOLDER / _language(folder) / NAME
    if not path.is_file():
        return gettext.NullTranslations()
    from handoff.languages.catalogue import compiled  # English need not wait for Babel

    return compiled(path)
