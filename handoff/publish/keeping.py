"""What a reader keeps to read a whole guide without a network, as lists of files with their bytes.

    knots/offline.json          the guide's pages, those that many of them link to, their pictures
    assets/lab/offline.json     what runs a lab, for all guides

Scripts and sheets are in neither: the service worker keeps them with each release.
"""

import json
import posixpath
import re
from collections import Counter
from pathlib import Path

from handoff.guides.guide import guides

LIST = "offline.json"
LABS = f"assets/lab/{LIST}"
SHARED = ("index.html", "review/index.html", "progress/index.html")
NAMED = re.compile(r'\b(?:src|href)="([^"#?:]+)')
# The worker keeps them, or no reader wants them, or wants them by themselves.
OTHERWISE = (".css", ".js", ".md", ".xml", ".pdf", ".epub")


def lists(site: Path) -> None:
    """Write a list for each guide of the built site, and one for what runs labs, if it has that."""
    for guide in guides():
        pages = sorted(path for path in (site / guide.name).rglob("*.html"))
        if pages:
            write(site, site / guide.name / LIST, belonging(site, pages))
    lab = site / LABS
    if lab.parent.is_dir():
        files = (path for path in sorted(lab.parent.rglob("*")) if path.is_file() and path != lab)
        write(site, lab, list(files))


def belonging(site: Path, pages: list[Path]) -> list[Path]:
    """The pages, what guides share, what half of them link to, files that they name, the search."""
    named = {page: files_named(site, page) for page in pages}
    often = Counter(path for paths in named.values() for path in paths)
    shared = [site / name for name in SHARED]
    linked = [
        path for path, count in often.items() if path.suffix == ".html" and count * 2 >= len(pages)
    ]
    files = [path for path in often if path.suffix != ".html" and path.suffix not in OTHERWISE]
    search = [path for path in (site / "search").rglob("*") if path.is_file()]
    return sorted({path for path in (*pages, *shared, *linked, *files, *search) if path.is_file()})


def files_named(site: Path, page: Path) -> set[Path]:
    """What a page links to or shows, of this site's own files."""
    found = set()
    for name in NAMED.findall(page.read_text(encoding="utf-8")):
        path = site / posixpath.normpath(
            posixpath.join(page.parent.relative_to(site).as_posix(), name)
        )
        found.add(path / "index.html" if path.is_dir() else path)
    return {path for path in found if path.is_file() and path.is_relative_to(site)}


def write(site: Path, file: Path, files: list[Path]) -> None:
    told = [[address(site, path), path.stat().st_size] for path in files]
    file.write_text(json.dumps(told, separators=(",", ":")), encoding="utf-8")


def address(site: Path, path: Path) -> str:
    """As a browser asks for it, below the site's root: `knots/01-tie/` for its index.html."""
    name = path.relative_to(site).as_posix()
    return name.removesuffix("index.html") if path.name == "index.html" else name
