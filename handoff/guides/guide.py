"""A guide is a folder of docs/ with an overview; its numbered pages are its chapters, in order."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handoff import root
from handoff.files import is_file
from handoff.pages.page import Page, page, pages


@dataclass(frozen=True)
class Guide:
    """`name` is the folder: `knots` for docs/knots/."""

    name: str

    @property
    def folder(self) -> Path:
        return root() / "docs" / self.name

    @property
    def overview(self) -> Page:
        return page(self.folder / "index.md")

    @property
    def title(self) -> str:
        return self.overview.title if self.overview.path.is_file() else self.name.capitalize()

    @property
    def order(self) -> int:
        """Its place among the guides."""
        order = self.overview.meta.get("order")
        return order if type(order) is int else 99

    @property
    def base(self) -> "Guide | None":
        """The guide that its overview `builds_on`; a name that is no guide is a problem there."""
        meta = self.overview.meta if self.overview.path.is_file() else {}
        base = Guide(str(meta.get("builds_on", "")))
        known = base.name not in ("", self.name) and is_file(base.overview.path)
        return base if known and "builds_on" not in base.overview.meta else None

    @property
    def pieces(self) -> dict[str, str]:
        """What its pictures are made of, as its overview names them: {"client": "client", …}."""
        pieces = self.overview.meta.get("pieces") if self.overview.path.is_file() else None
        known = pieces.items() if isinstance(pieces, dict) else ()
        own = {str(key): str(name) for key, name in known}
        return (self.base.pieces if self.base else {}) | own

    @cached_property
    def chapters(self) -> list[Page]:
        return [each for each in pages(self.name) if each.guide == self.name and each.is_chapter]

    @property
    def sheet(self) -> Path:
        """The colours of its pieces; a guide without pieces needs none."""
        return self.folder / "guide.css"

    @property
    def sheets(self) -> list[Path]:
        """The sheet of the guide it builds on, then its own; those that are there."""
        all_of_them = [self.base.sheet, self.sheet] if self.base else [self.sheet]
        return [sheet for sheet in all_of_them if sheet.is_file()]

    def place_of(self, chapter: Page) -> int:
        """Which chapter of the guide it is, from 1."""
        return [each.path for each in self.chapters].index(chapter.path) + 1


def guides() -> list[Guide]:
    """Every folder of docs/ that has an overview and is a guide: it has chapters, or says so."""
    folders = sorted(path.parent for path in (root() / "docs").glob("*/index.md"))
    found = [Guide(folder.name) for folder in folders]
    return sorted(found, key=lambda guide: (guide.order, guide.name))


def chapters(guide: str = "*") -> list[Page]:
    """The chapters of one guide, or of all, in reading order."""
    chosen = guides() if guide == "*" else [Guide(guide)]
    return [chapter for each in chosen for chapter in each.chapters]
