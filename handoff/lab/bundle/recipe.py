"""What a lab's bundle is made of besides Pyodide: what the site's subject adds, or nothing.

<subject>/lab/          the subject's room; its module says SESSION = "its_lab"
    tab/                Python of its own, in the tab under that name
    bundle/             wheels.txt, left_out.txt, kept_zones.txt: lists, each may be missing
                        first_run.py: run while the bundle is built
"""

from dataclasses import dataclass
from pathlib import Path

from handoff import subject

HERE = Path(__file__).parent
ENGINE = {"lab": HERE.parent / "tab"}
LISTS = ("wheels.txt", "left_out.txt", "kept_zones.txt")


@dataclass(frozen=True)
class Recipe:
    session: str  # the package in the tab whose Session is the machine
    packages: dict[str, Path]  # our own Python, by its name in the tab
    first_run: Path
    lists: Path | None = None  # the folder of LISTS

    def lines(self, name: str) -> list[str]:
        """The lines of one of LISTS; none where the subject has no such list."""
        path = self.lists / name if self.lists else None
        return lines(path) if path and path.is_file() else []

    @property
    def files(self) -> list[Path]:
        """All that the bundle has to be built again for when it changes."""
        own = [path for folder in self.packages.values() for path in folder.glob("*.py")]
        listed = [self.lists / name for name in LISTS] if self.lists else []
        return sorted([*own, self.first_run, *(path for path in listed if path.is_file())])


PLAIN = Recipe("lab", ENGINE, HERE / "first_run.py")


def recipe() -> Recipe:
    """The subject's; where it has no lab, plain Python's."""
    own, folder = subject.part("lab"), subject.folder("lab")
    if own is None or folder is None:
        return PLAIN
    lists = folder / "bundle"
    packages = {**ENGINE, own.SESSION: folder / "tab"}
    return Recipe(own.SESSION, packages, lists / "first_run.py", lists)


def lines(path: Path) -> list[str]:
    """The lines of a list, without its comments."""
    text = path.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
