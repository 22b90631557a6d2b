"""Scripts and sheets of a built site as one set, with its content in its name.

    assets/javascripts/quiz.js      ─► assets/javascripts.3fa9…/quiz.js
    assets/stylesheets/search.css   ─► assets/stylesheets.3fa9…/search.css
    knots/guide.css                 ─► knots/guide.3fa9….css                   a guide's own

A page names the set it was built with, so whatever a host or a browser keeps, and for however long,
no page meets another build's scripts. The folders stay as deep as they were, so that what a script
says of its neighbours (`../../lab/`) stays true; the theme's own files carry their content already.
"""

from hashlib import sha256
from os.path import relpath
from pathlib import Path

import rcssmin
import rjsmin

from handoff import mending
from handoff.publish.templates import nested

FOLDERS = ("javascripts", "stylesheets")
MADE = ("assets/stylesheets/site.css", "assets/javascripts/page.js")
SQUEEZE = {
    ".js": lambda text: text if nested(text) else rjsmin.jsmin(text),
    ".css": rcssmin.cssmin,
}
UNRELEASED = 'content="unreleased"'


def release(site: Path, ours: Path) -> str:
    """Rename what `ours` (the folder overrides/assets) and guides brought; the name of the set."""
    names = [*shipped(site, ours), *guides(site)]
    texts = {name: squeezed(site / name) for name in names}
    whole = sha256("".join(f"{name}\n{text}" for name, text in texts.items()).encode())
    key = whole.hexdigest()[:12]
    for name, text in texts.items():
        (site / name).unlink()
        write(site / renamed(name, key), inside(text, key))
    for page in site.rglob("*.html"):
        page.write_text(linked(page, site, names, key), encoding="utf-8")
    return key


def shipped(site: Path, ours: Path) -> list[str]:
    """What the theme's folder brought, and what was made of it."""
    files = [file for folder in FOLDERS for file in sorted((ours / folder).rglob("*.*"))]
    names = [f"assets/{file.relative_to(ours).as_posix()}" for file in files]
    return [name for name in (*names, *MADE) if (site / name).is_file()]


def guides(site: Path) -> list[str]:
    """Scripts and sheets that stand among the pages."""
    files = (file for kind in SQUEEZE for file in sorted(site.glob(f"*/**/*{kind}")))
    names = (file.relative_to(site).as_posix() for file in files)
    return [name for name in names if not name.startswith("assets/")]


def squeezed(file: Path) -> str:
    return SQUEEZE.get(file.suffix, str)(file.read_text(encoding="utf-8"))


def renamed(name: str, key: str) -> str:
    if name.startswith("assets/"):
        assets, folder, rest = name.split("/", 2)
        return f"{assets}/{folder}.{key}/{rest}"
    stem, _, kind = name.rpartition(".")
    return f"{stem}.{key}.{kind}"


def inside(text: str, key: str) -> str:
    """A script's words for a style sheet that it loads."""
    return text.replace("../../stylesheets/", f"../../stylesheets.{key}/")


def linked(page: Path, site: Path, names: list[str], key: str) -> str:
    """A page with its links to these files put right, and the set named in its head."""
    text = page.read_text(encoding="utf-8")
    for name in names:
        shared = name.startswith("assets/")  # else it stands among the pages
        ending = name if shared else f'"{relpath(site / name, page.parent)}'
        text = text.replace(f'{ending}"', f'{renamed(ending, key)}"')
    text = text.replace(mending.UNRELEASED, f"release%20{key}")
    return text.replace(UNRELEASED, f'content="{key}"')


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
