"""What is wrong with translations: messages missing or wrong in a catalogue, pages grown old."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from handoff import reads
from handoff.diagnostics.problem import Problem, quoted, shown_path
from handoff.languages import catalogue, translation
from handoff.languages.catalogue import CatalogueError, catalogues, language_of
from handoff.languages.extract import messages
from handoff.pages.page import page as read_page
from handoff.subject import site_setting

PLACES = re.compile(r"\{\w+\}|</?[a-z][^>]*>|#(?=\))")
NAMED = 20  # of a catalogue's untranslated messages; a language that is just begun has hundreds
UPDATE = "run python -m handoff words"


def problems() -> Iterator[Problem]:
    """Those of the project; an edition is made of it, and has none of its own."""
    if site_setting("INHERIT"):
        return
    for path in catalogues():
        yield from reads.kept(_of_catalogue, path)
    for language, path in translation.pages():
        yield from of_page(language, path)


def _of_catalogue(path: Path) -> list[Problem]:
    return list(of_catalogue(path))


def of_catalogue(path: Path) -> Iterator[Problem]:
    try:
        known = catalogue.read(path)
    except CatalogueError as error:
        yield Problem(shown_path(path), 1, 1, f"{error}; {UPDATE}, or mend it as gettext has it")
        return
    lines = places(path)
    untold = [message for message in known if catalogue.missing(message) and not message.fuzzy]
    if rest := untold[NAMED:]:
        said = f"{len(rest)} more, from here on, are not translated and show in English"
        line = lines.get(first(rest[0].id), 1)
        yield Problem(shown_path(path), line, 1, f"{said}; write msgstr", "warning")
    told = {first(message.id) for message in rest}
    for message in (each for each in known if first(each.id) not in told):
        line = lines.get(first(message.id), 1)
        for said, severity in wrong(message, known):
            yield Problem(shown_path(path), line, 1, said, severity)
    for found in messages():
        if found.text not in known:
            said = f"{quoted(found.text)} is not in {language_of(path)}'s catalogue; {UPDATE}"
            yield Problem(shown_path(found.path), found.line, 1, said, "warning")


def wrong(message: Message, known: Catalog) -> Iterator[tuple[str, str]]:
    """(what is wrong, its severity) with one message."""
    text = first(message.id)
    if not text:
        return
    if message.fuzzy:
        yield f"{quoted(text)} has changed; look at msgstr, then take out fuzzy", "warning"
    elif catalogue.missing(message):
        yield f"{quoted(text)} is not translated and shows in English; write msgstr", "warning"
    else:
        yield from misplaced(message, known)


def misplaced(message: Message, known: Catalog) -> Iterator[tuple[str, str]]:
    sources = message.id if message.pluralizable else (message.id,)
    forms = message.string if message.pluralizable else (message.string,)
    if message.pluralizable and len(forms) != known.num_plurals:
        text = f"{quoted(sources[0])} has {len(forms)} forms; {known.locale} needs "
        yield f"{text}{known.num_plurals}: write msgstr[0] and so on", "error"
    wanted = {each for source in sources for each in PLACES.findall(source)}
    for form in forms:
        has = set(PLACES.findall(form))
        for place in sorted(has - wanted):
            yield f"{quoted(form)} has {place}, which the English has not; take it out", "error"
        for place in sorted(wanted - has - ({"{n}"} if message.pluralizable else set())):
            yield f"{quoted(form)} lacks {place} of the English; put it in", "error"


def first(id: object) -> str:
    return id[0] if isinstance(id, (list, tuple)) else str(id)


def places(path: Path) -> dict[str, int]:
    """Message -> the line of its msgid."""
    return _places(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _places(path: Path, changed: int) -> dict[str, int]:
    found, text, start = {}, None, 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("msgid "):
            text, start = line[6:].strip()[1:-1], number
        elif line.startswith('"') and text is not None:
            text += line.strip()[1:-1]
        elif text is not None:
            found[text.replace('\\"', '"').replace("\\n", "\n")] = start
            text = None
    return found


def of_page(language: str, path: Path) -> Iterator[Problem]:
    """A translated page names the English text that it was made from."""
    source = translation.source_of(path)
    if not source.is_file():
        message = f"there is no {shown_path(source)} that this is a translation of; remove it"
        yield Problem(shown_path(path), 1, 1, message)
        return
    now, then = translation.fingerprint(source), read_page(path).meta.get("translates")
    if then != now:
        advice = f"bring it up to date, then write translates: {now}"
        said = "has changed since this was translated" if then else "is not said to be its source"
        line = read_page(path).text[: read_page(path).text.find("translates:")].count("\n") + 1
        yield Problem(
            shown_path(path), line, 1, f"{shown_path(source)} {said}; {advice}", "warning"
        )
