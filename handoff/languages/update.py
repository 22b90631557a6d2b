"""Brings a catalogue up to the sources: new messages empty, changed ones marked, old ones gone."""

from pathlib import Path

from babel.messages.catalog import Catalog

from handoff.diagnostics.problem import shown_path
from handoff.languages import catalogue
from handoff.languages.catalogue import locale_of
from handoff.languages.extract import messages


def template() -> Catalog:
    """All messages without a translation."""
    made = Catalog(charset="utf-8")
    for each in messages():
        name = (each.text, each.plural) if each.plural else each.text
        made.add(name, locations=[(shown_path(each.path), each.line)])
    return made


def update(path: Path) -> Catalog:
    """Write languages/<language>/words.po anew; what was translated stays."""
    known = catalogue.read(path) if path.is_file() else Catalog(locale=locale_of(path))
    known.update(template(), no_fuzzy_matching=False)
    known.obsolete.clear()
    catalogue.write(path, known)
    return known
