"""The scripts that every page loads, as one: a block each, so that their names do not meet."""

import re
from pathlib import Path

# As overrides/main.html loads them one by one.
THEME = ("visit", "release", "toast", "contents", "code", "blocks", "wide", "scheme")
JOINED = (*(f"theme/{name}.js" for name in THEME), "search.js", "lab.js", "replay.js", "terms.js")
UNUSED = ("bundle.*", "lunr/**/*.js", "workers/*")  # the theme's own, which no page loads
LINKS = re.compile(r"^(?:import|export)\b", re.M)


class JoinError(Exception):
    pass


def join(site: Path) -> None:
    """Write assets/javascripts/page.js in place of the scripts that it is made of."""
    folder = site / "assets" / "javascripts"
    for script in [script for kind in UNUSED for script in folder.glob(kind)]:
        script.unlink()
    blocks = []
    for name in JOINED:
        text = (folder / name).read_text(encoding="utf-8")
        if LINKS.search(text):
            message = "imports or exports at its top; import() inside, or leave it out of JOINED"
            raise JoinError(f"overrides/assets/javascripts/{name}: {message}")
        blocks.append(f"{{\n{text}}}\n")
        (folder / name).unlink()
    (folder / "page.js").write_text("".join(blocks), encoding="utf-8")
