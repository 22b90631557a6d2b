"""Links in HTML that we write ourselves: right in either builder.

MkDocs rewrites the links of Markdown only; our own HTML has to say where a thing is from the built
page. Zensical rewrites every link of a page, so there it says where it is from the page's source.
"""

import posixpath
import sys
from pathlib import PurePosixPath

from handoff.pages.page import Page


def address(page: Page, target: str) -> str:
    """The href of `target`, named from the page's source: `../review.md#due`, `guide.css`."""
    if "zensical" in sys.modules:
        return target
    name, sign, anchor = target.partition("#")
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), name))
    here = url_of(f"{page.name}.md")
    way = posixpath.relpath(url_of(wanted), here or ".")
    ends = "/" if wanted.endswith(".md") else ""
    return f"{way}{ends}{sign}{anchor}"


def url_of(path: str) -> str:
    """Where a file of docs/ is in the built site: `guide/02-more` for `guide/02-more.md`."""
    file = PurePosixPath(path)
    if file.suffix != ".md":
        return path
    url = file.parent if file.stem == "index" else file.with_suffix("")
    return url.as_posix()
