"""Mermaid source to SVG by merman, a Rust library with wheels for most machines."""

import hashlib
import json
from functools import cache

try:
    import merman
except ImportError:  # no wheel for this platform: Mermaid draws in the browser instead
    merman = None

FRONT = """\
---
config:
  theme: base
  look: classic
  htmlLabels: false
  flowchart: {htmlLabels: false, rankSpacing: 30, nodeSpacing: 36, padding: 10}
  sequence: {mirrorActors: false, height: 40, width: 84, actorMargin: 8, diagramMarginX: 4}
---
"""
MISSPELT = "MERMAN_PARSE_ERROR"


class CannotDraw(Exception):
    """merman is missing here, or does not know this kind of diagram."""


class Misspelt(Exception):
    """The diagram's source is wrong; the message says where merman stopped."""


def svg(source: str) -> str:
    """The SVG as merman draws it, its ids unique to the source."""
    if merman is None:
        raise CannotDraw("merman is not installed")
    name = "d" + hashlib.sha256(source.encode()).hexdigest()[:8]
    try:
        return engine().render_svg(FRONT + source, json.dumps({"svg": {"diagram_id": name}}))
    except merman.MermanError as error:
        if getattr(error, "code_name", "") == MISSPELT:
            raise Misspelt(error.message) from error
        raise CannotDraw(str(error)) from error


@cache
def engine():
    return merman.Merman()
