"""Handoff joins chapters, quizzes and samples into pages.

docs/x.md ──────────────┐
examples/x/*.py ────────┤  Markdown extensions  ──►  page HTML, whole without JavaScript
quizzes/x.json ─────────┘        (this package)            │
                 overrides/assets: elements that upgrade it ◄──┘
"""

import os
from pathlib import Path

_roots: dict[str, Path] = {}


def here() -> str:
    """The working folder. A build asks 20,000 times, and a Path takes 20 times as long."""
    return os.getcwd()  # noqa: PTH109


def root(start: Path | None = None) -> Path:
    """The project's folder: the nearest one, from here (or `start`) upwards, with an mkdocs.yml."""
    name = str(start.absolute()) if start else here()
    if name not in _roots:
        inside = Path(name)
        for folder in (inside, *inside.parents):
            if (folder / "mkdocs.yml").is_file():
                return _roots.setdefault(name, folder)
        return inside
    return _roots[name]


def makeExtension(**options):
    """Python-Markdown's entry: `markdown_extensions: [handoff]`."""
    from handoff.extension import HandoffExtension  # not for those who only ask for root()

    return HandoffExtension(**options)
