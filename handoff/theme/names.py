"""Every class that an element of a built site can have, now or after a script has run."""

import re
from pathlib import Path

CLASSES = re.compile(r"""class=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
SCRIPT = re.compile(r"<script[^>]*>(.+?)</script>", re.S)
WORD = re.compile(r"(?<![.\w-])[A-Za-z_][\w-]*")  # not `.tabs`, which is looked for, not given
VARIABLE = re.compile(r"(?<![\w-])--[\w-]+")
SHORT = 3  # letters; such are the classes of coloured code, which an editor colours while one types


class Names:
    """Says whether a class name can occur; more than do occur, never fewer.

    `variables` are the custom properties that pages and scripts ask for by themselves.
    """

    def __init__(self, site: Path) -> None:
        pages = [page for kind in ("*.html", "*.htm") for page in site.rglob(kind)]
        self.found: set[str] = set()
        self.variables: set[str] = set()
        for page in pages:
            self._read(page.read_text(encoding="utf-8"))
        for script in scripts(site):
            text = script.read_text(encoding="utf-8")
            self.found |= set(WORD.findall(text))
            self.variables |= set(VARIABLE.findall(text))
        self.beginnings = tuple(
            word for word in self.found if word[-1] in "-_" and len(word) > SHORT
        )

    def _read(self, page: str) -> None:
        for names in CLASSES.findall(page):
            self.found |= set("".join(names).split())
        for script in SCRIPT.findall(page):
            self.found |= set(WORD.findall(script))
        self.variables |= set(VARIABLE.findall(page))

    def __contains__(self, name: str) -> bool:
        """A script may put a name together: `"md-source__fact--" + kind`."""
        return name in self.found or len(name) <= SHORT or name.startswith(self.beginnings)


def scripts(site: Path) -> list[Path]:
    folder = site / "assets" / "javascripts"
    found = (script for kind in ("*.js", "*.mjs") for script in folder.rglob(kind))
    return [script for script in found if not {"workers", "lunr"} & set(script.parts)]
