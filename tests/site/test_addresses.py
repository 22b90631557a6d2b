"""Every link of the built site leads to something, in either builder's output."""

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

LINK = re.compile(r'<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"')
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$")


def missing(folder: Path, page: Path) -> list[str]:
    """Links of the page that lead to no file; absolute ones are the theme's own of 404.html."""
    here = page.parent.relative_to(folder).as_posix()
    found = []
    for href in LINK.findall(page.read_text(encoding="utf-8")):
        if ELSEWHERE.match(href) or href.startswith("/"):
            continue
        name = unquote(href.partition("#")[0].partition("?")[0])
        path = folder / posixpath.normpath(posixpath.join(here, name))
        if not (path / "index.html" if path.is_dir() else path).is_file():
            found.append(f"{page.relative_to(folder)}: {href}")
    return found


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_every_link_leads_to_a_file(builds, builder):
    folder = builds(builder)
    pages = [page for page in sorted(folder.rglob("*.html")) if page.name != "404.html"]

    found = [each for page in pages for each in missing(folder, page)]

    assert len(pages) > 15
    assert found == []
