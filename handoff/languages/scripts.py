"""A script in another language: its words stand where the English ones stood.

t("Stopped.")                                  ─► t("Gestoppt.")
many(n, "{n} file", "{n} files")               ─► many(n, {"one": "{n} Datei", …}, "")
export const LANGUAGE = "en";                  ─► export const LANGUAGE = "de";
"""

import gettext
import json
import re
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from handoff.languages.catalogue import compiled
from handoff.languages.extract import calls
from handoff.languages.words import SOURCE

SAMPLES = (*range(201), 1000, 1_000_000)  # every rule of CLDR for whole numbers shows in these


def translated(script: str, words: Path) -> str:
    """The script with the words of languages/<language>/words.po."""
    language = words.parent.name
    known = _known(words, words.stat().st_mtime_ns)
    parts, end = [], 0
    for call in calls(script):
        parts += [script[end : call.start()], said(call, known, language)]
        end = call.end()
    text = "".join(parts) + script[end:]
    return text.replace(f'LANGUAGE = "{SOURCE}"', f'LANGUAGE = "{language}"')


@lru_cache(maxsize=4)
def _known(words: Path, changed: int) -> gettext.GNUTranslations:
    return compiled(words)


def said(call: re.Match, known: gettext.GNUTranslations, language: str) -> str:
    if call[1] is not None:
        start = call[0][: call.start(1) - call.start() - 1]
        return start + literal(known.gettext(json.loads(f'"{call[1]}"')))
    one, other = (json.loads(f'"{each}"') for each in (call[3], call[4]))
    forms = {name: known.ngettext(one, other, n) for name, n in numbers(language).items()}
    return f'{call[2]}{literal(forms)}, ""'


def numbers(language: str) -> dict[str, int]:
    """A number for each of the language's plural forms, by the names that Intl has for them."""
    try:
        rule = Locale.parse(language, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        rule = Locale(SOURCE).plural_form
    return {rule(n): n for n in reversed(SAMPLES)}


def literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
