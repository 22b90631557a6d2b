"""Ways for a reader who finds a mistake: an issue that says what it is about, and the file to edit.

Only for a site whose mkdocs.yml names its repository, on a host with GitHub's addresses:

    extra: {repository: https://github.com/someone/knots}

The issue forms are those in .github/ISSUE_TEMPLATE; each has a field `file`, which is filled in.
"""

from pathlib import Path
from urllib.parse import quote, urlencode

from handoff import root
from handoff.pages.address import address
from handoff.pages.page import Page
from handoff.subject import setting

BRANCH = "main"
FIELD = "file"
UNRELEASED = "release%20unreleased"  # publishing writes the release's name
EDITOR = "authors/question-editor.md"  # in docs/, where a site has the question editor
PAGE, QUESTION, CLAIM = "stumbled.yml", "wrong-question.yml", "wrong-claim.yml"


def issue(form: str, path: Path, name: str = "") -> str:
    """The address of a new issue about a file, or what has that name in it; "" without one."""
    about = ", ".join(part for part in (_inside(path), name) if part)
    query = urlencode({"template": form, FIELD: f"{about}, release unreleased"}, quote_via=quote)
    return _repository(f"issues/new?{query}")


def edit(path: Path) -> str:
    """Where a file is edited in the browser; "" without a repository."""
    return _repository(f"edit/{BRANCH}/{quote(_inside(path))}")


def editor(page: Page, quiz: str, question: str) -> str:
    """The way from a page to the question editor with a question; "" for a site without one."""
    if not (root() / "docs" / EDITOR).is_file():
        return ""
    up = "../" * page.name.count("/")
    query = urlencode({"quiz": quiz, "question": question}, safe="/")
    return f"{address(page, up + EDITOR)}?{query}"


def _repository(way: str) -> str:
    repository = str(setting("repository") or "").rstrip("/")
    return f"{repository}/{way}" if repository else ""


def _inside(path: Path) -> str:
    path = path if path.is_absolute() else root() / path
    return path.relative_to(root()).as_posix()
