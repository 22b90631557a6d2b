"""The index as files that a browser fetches piece by piece, none larger than it must be.

search/index.json             {"folder": "3f…", "words": ["a", "mail", …], "sections": [0, 38, …]}
search/3f…/words-1.json       {"mail": [12, 30, 5, 8], …}: section 12 weighs 30, section 17 weighs 8
search/3f…/sections-1.json    {"pages": [[address, title, guide], …],
                               "sections": [[which page, anchor, heading, text], …]}

The lists of the entry say what each numbered file begins with. The folder's name is its
content's: files of two builds never meet.
"""

import json
import shutil
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from handoff.search.page import Page, read
from handoff.search.weights import weights

ROOM = {"words": 12_000, "sections": 6_000}  # letters a file: 4 and 2 KB gzip


def index(site: Path) -> tuple[int, int]:
    """Write the index of a built site into it; how many pages and sections it has."""
    found = (read(_address(file, site), file.read_text(encoding="utf-8")) for file in _pages(site))
    pages = [page for page in found if page]
    sections = [_section(page, section) for page in pages for section in page.sections]
    words = sorted((word, _steps(hits)) for word, hits in weights(pages).items())
    parts = {
        "words": _cut(words, ROOM["words"], dict),
        "sections": _cut(sections, ROOM["sections"], lambda part: _shown(part, _guides(pages))),
    }
    _write(site / "search", parts, words)
    return len(pages), len(sections)


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("index.html"))


def _address(file: Path, site: Path) -> str:
    folder = file.parent.relative_to(site).as_posix()
    return "" if folder == "." else f"{folder}/"


def _guides(pages: list[Page]) -> dict[str, str]:
    """A folder's name → the title of its overview."""
    return {page.address: page.title for page in pages if page.address.count("/") == 1}


def _section(page: Page, section) -> tuple[Page, list[str]]:
    return page, [section.anchor, section.heading or page.title, section.text]


def _steps(hits: list[tuple[int, int]]) -> list[int]:
    """Numbers of sections as steps from one to the next, which are shorter to write."""
    numbers = [0, *(number for number, _ in hits)]
    steps = (later - earlier for earlier, later in pairwise(numbers))
    return [
        value for step, (_, weight) in zip(steps, hits, strict=True) for value in (step, weight)
    ]


def _shown(part: list[tuple[Page, list[str]]], guides: dict[str, str]) -> dict:
    pages = list({page.address: page for page, _ in part}.values())
    places = {page.address: place for place, page in enumerate(pages)}
    return {
        "pages": [[page.address, page.title, _guide(page, guides)] for page in pages],
        "sections": [[places[page.address], *section] for page, section in part],
    }


def _guide(page: Page, guides: dict[str, str]) -> str:
    folder = f"{page.address.split('/')[0]}/"
    return guides.get(folder, "") if page.address != folder else ""


def _cut(items: Iterable, room: int, shape: Callable[[list], dict]) -> list[tuple[int, str]]:
    """Items in files of `room` letters each: [(number of its first item, its JSON)]."""
    files, part, start, size = [], [], 0, 0
    for number, item in enumerate(items):
        if size > room:
            files.append((start, _json(shape(part))))
            part, start, size = [], number, 0
        part.append(item)
        size += len(str(item[1])) + 10
    return [*files, (start, _json(shape(part)))]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(folder: Path, parts: dict[str, list[tuple[int, str]]], words: list) -> None:
    everything = "".join(text for files in parts.values() for _, text in files)
    name = sha256(everything.encode()).hexdigest()[:12]
    shutil.rmtree(folder, ignore_errors=True)
    (folder / name).mkdir(parents=True)
    for kind, files in parts.items():
        for number, (_, text) in enumerate(files):
            (folder / name / f"{kind}-{number}.json").write_text(text, encoding="utf-8")
    firsts = [words[start][0] for start, _ in parts["words"]] if words else []
    entry = {"folder": name, "words": firsts, "sections": [start for start, _ in parts["sections"]]}
    (folder / "index.json").write_text(_json(entry), encoding="utf-8")
