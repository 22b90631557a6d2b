"""languages/<language>/words.po: read, written, and compiled for gettext."""

import gettext
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from handoff import root
from handoff.languages.words import FOLDER, NAME

HEADER = (
    "# {language}: the words that the site itself says; docs/authors/translations.md tells how."
)


class CatalogueError(Exception):
    pass


def catalogues() -> list[Path]:
    """Those of the project."""
    return sorted((root() / FOLDER).glob(f"*/{NAME}"))


def read(path: Path) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, locale=path.parent.name, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise CatalogueError(str(error)) from error


def write(path: Path, catalogue: Catalog) -> None:
    catalogue.header_comment = HEADER.format(language=path.parent.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, include_lineno=False)


def compiled(path: Path) -> gettext.GNUTranslations:
    """What `_` looks words up in; one that is only a guess (fuzzy) stays English."""
    buffer = BytesIO()
    write_mo(buffer, read(path))
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)
