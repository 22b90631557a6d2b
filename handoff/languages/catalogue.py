"""languages/<language>/words.po: read, written, and compiled for gettext."""

import gettext
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from handoff import root
from handoff.languages.words import FOLDER, NAME

UNSAID = tuple(  # of a catalogue's head: Git knows it better
    f'"{each}'
    for each in ("Project-", "Report-", "POT-", "PO-Rev", "Last-", "Language-Team", "Generated-")
)
HEADER = (
    "# {language}: the words that the site itself says; docs/authors/translations.md tells how."
)


class CatalogueError(Exception):
    pass


def catalogues() -> list[Path]:
    """Those of the project."""
    return sorted((root() / FOLDER).glob(f"*/{NAME}"))


def language_of(path: Path) -> str:
    return path.parent.name


def locale_of(path: Path) -> str:
    """As Babel spells it: pt_BR for pt-BR."""
    return language_of(path).replace("-", "_")


def read(path: Path) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, locale=locale_of(path), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise CatalogueError(str(error)) from error


def write(path: Path, catalogue: Catalog) -> None:
    catalogue.fuzzy = False
    catalogue.header_comment = HEADER.format(language=language_of(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False, sort_by_file=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(UNSAID))
    path.write_text(kept, encoding="utf-8")


def compiled(path: Path) -> gettext.GNUTranslations:
    """What `_` looks words up in; one that is only a guess (fuzzy) stays English."""
    buffer = BytesIO()
    write_mo(buffer, read(path))
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)


def missing(message: Message) -> bool:
    """It shows in English: nobody has translated it, or it is only a guess."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(message.id) and (message.fuzzy or not all(forms))
