"""Links inside the site: does the page exist, and the place in it?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from handoff import reads, root
from handoff.diagnostics.problem import Problem, did_you_mean, quoted
from handoff.files import exists, is_file
from handoff.pages.page import Page, page, pages

INLINE = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)")
REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:\s+<?([^\s>]+)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/", re.IGNORECASE)
ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
OWN_ID = re.compile(r"#([\w-]+)")
HTML_ID = re.compile(r"\bid=[\"']([\w-]+)[\"']")


def problems(of: Page) -> Iterator[Problem]:
    """Each link of the page that leads nowhere."""
    for number, line in of.prose:
        if "](" not in line and "]:" not in line:
            continue
        for target in (*INLINE.finditer(line), *REFERENCE.finditer(line)):
            if message := _mistake(of, target[1]):
                yield of.problem(number, target.start(1) + 1, message)


def _mistake(of: Page, target: str) -> str:
    if ELSEWHERE.match(target):
        return ""
    name, _, anchor = target.partition("#")
    path = _meant(of, unquote(name))
    if not exists(path) and not is_file(root() / "overrides" / _inside(path)):
        near = did_you_mean(name, _names(of))
        return f"the link {quoted(target)} leads to no file; {near or 'name one of docs/'}"
    if not anchor or path.suffix != ".md":
        return ""
    there = page(path) if name else of
    known = ids(there)
    if anchor in known:
        return ""
    return f"{there.path.name} has no place {quoted('#' + anchor)}; {_nearest(anchor, known)}"


def _meant(of: Page, name: str) -> Path:
    try:
        return (of.path.parent / name).resolve() if name else of.path.resolve()
    except (OSError, ValueError):  # no file has such a name
        return of.path.parent / "-"


def _nearest(anchor: str, known: frozenset[str]) -> str:
    near = did_you_mean(anchor, sorted(known))
    return near or "it has no sections"


def _inside(path: Path) -> Path:
    docs = (root() / "docs").resolve()
    return path.relative_to(docs) if path.is_relative_to(docs) else Path("-")


def _names(of: Page) -> list[str]:
    folder = of.path.parent
    found = (each.path for each in pages())
    return [path.relative_to(folder).as_posix() for path in found if path.is_relative_to(folder)]


def ids(of: Page) -> frozenset[str]:
    """Every place of a page that a link can lead to."""
    with reads.recorded(None):
        written = _ids(of)
    reads.note(ids_of, (of.path,), written)
    return written | _of_experiments(of)


def ids_of(path: Path) -> frozenset[str]:
    return _ids(page(path))


def _own(line: str) -> Iterator[str]:
    """The ids that a line gives: `{ #name }` or `id="name"`."""
    if "#" in line:
        for attributes in ATTRIBUTES.findall(line):
            yield from OWN_ID.findall(attributes)
    if "id=" in line:
        yield from HTML_ID.findall(line)


@lru_cache(maxsize=4096)
def _ids(of: Page) -> frozenset[str]:
    own = {name for _, line in of.prose for name in _own(line)}
    marks = {f"claim-{slug}" for slug in re.findall(r"\{claim:(?:[\w-]+/)?([\w-]+)\}", of.text)}
    return frozenset({*of.anchors, *own, *marks, "objectives"})


def _of_experiments(of: Page) -> frozenset[str]:
    fences = of.fences_of("experiments")
    if not fences:
        return frozenset()
    from handoff.claims.experiments import slugs  # claims reads pages, too

    return frozenset(slug for fence in fences for word in fence.words for slug in slugs(word.text))
