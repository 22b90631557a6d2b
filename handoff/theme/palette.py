"""The colours of the site's style sheets, in which each has a light and a dark one side by side."""

import re
from pathlib import Path

from handoff import root
from handoff.guides.guide import Guide

PROPERTY = re.compile(r"(--[\w-]+):\s*light-dark\((#\w+),\s*(#\w+)\)")
LOOK = Path("overrides") / "assets" / "stylesheets" / "handoff.css"
PIECE = re.compile(r'\[data-piece="([\w-]+)"\][^{]*\{[^}]*--piece:\s*var\((--[\w-]+)\)')
Colours = dict[str, str]  # {"--ink": "#23211d", …}


def colours(guide: Guide) -> tuple[Colours, Colours]:
    """Those of the site and of a guide's pieces, on light paper and on dark."""
    found = [each for sheet in sheets(guide) for each in PROPERTY.findall(sheet)]
    return {name: light for name, light, _ in found}, {name: dark for name, _, dark in found}


def pieces(guide: Guide) -> dict[str, str]:
    """Piece → the name of its colour: {"client": "--client", …}."""
    return dict(each for sheet in sheets(guide) for each in PIECE.findall(sheet))


def sheets(guide: Guide) -> list[str]:
    paths = [root() / LOOK, *guide.sheets]
    return [path.read_text(encoding="utf-8") for path in paths if path.is_file()]


def properties(of: Colours) -> str:
    """As declarations of a style sheet."""
    return " ".join(f"{name}: {colour};" for name, colour in of.items())
