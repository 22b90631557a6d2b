"""Handoff joins chapters, quizzes and samples into pages.

docs/x.md ──────────────┐
examples/x/*.py ────────┤  Markdown extensions  ──►  page HTML, whole without JavaScript
quizzes/x.json ─────────┘        (this package)            │
                 overrides/assets: elements that upgrade it ◄──┘
"""

from pathlib import Path

_roots: dict[Path, Path] = {}


def root(start: Path | None = None) -> Path:
    """The project's folder: the nearest one, from here (or `start`) upwards, with an mkdocs.yml."""
    here = (start or Path.cwd()).absolute()
    if here not in _roots:  # asked some 20,000 times by a check
        for folder in (here, *here.parents):
            if (folder / "mkdocs.yml").is_file():
                return _roots.setdefault(here, folder)
    return _roots.get(here, here)


def makeExtension(**options):
    """Python-Markdown's entry: `markdown_extensions: [handoff]`."""
    from handoff.extension import HandoffExtension  # not for those who only ask for root()

    return HandoffExtension(**options)
