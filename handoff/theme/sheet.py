"""Puts the style sheets of a page together."""

from pathlib import Path

import material
import rcssmin

from handoff.theme.trim import trim

OURS = ("handoff.css", "quiz.css", "lab.css")  # as overrides/partials/styles.html links them


def sheet(folder: Path) -> str:
    """All rules of a page, from Material and from our sheets in `folder`."""
    ours = (folder / name for name in OURS)
    squeezed = (rcssmin.cssmin(path.read_text(encoding="utf-8")) for path in ours)
    return "".join([trimmed_material(), *squeezed])


def trimmed_material() -> str:
    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    return trim(next(folder.glob("main.*.min.css")).read_text(encoding="utf-8"))
