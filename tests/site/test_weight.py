"""What a first visit to a chapter costs, in bytes and requests; both are deterministic."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

OUR_FIRST_RULE = ":root{--serif:"
OUR_FIRST_SCRIPT = "class SiteSearch"
CHAPTER = "celery/01-what-celery-is-and-why/"


@pytest.fixture(scope="module")
def visit(browser, mkdocs_site, builds):
    """Name → gzip bytes of all that a first visit to chapter 1 asks for."""
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    page.goto(mkdocs_site + CHAPTER)
    page.wait_for_function("!!customElements.get('quiz-check')")
    page.close()
    return {path: weight(builds("mkdocs"), path) for path in asked}


def weight(folder: Path, path: str) -> int:
    file = folder / path
    file = file / "index.html" if file.is_dir() else file
    return len(gzip.compress(file.read_bytes(), 9))


def test_a_first_visit_is_at_most_80_kilobytes(visit):
    assert sum(visit.values()) <= 80_000, visit


def test_a_first_visit_is_at_most_nine_requests(visit):
    assert len(visit) <= 9, visit


def test_our_own_scripts_and_styles_are_at_most_12_kilobytes(visit, builds):
    ours = {path: size for path, size in visit.items() if is_ours(path)}
    for name, part in parts_for_the_theme(builds("mkdocs")).items():
        ours[name] = -len(gzip.compress(part.encode(), 9))

    assert len(ours) > 4 and sum(ours.values()) <= 12_000, ours


def test_what_is_the_themes_or_in_its_place_is_at_most_14_kilobytes(builds):
    """The theme's own script and sheet would be 60 KB."""
    parts = parts_for_the_theme(builds("mkdocs"))

    assert sum(len(gzip.compress(part.encode(), 9)) for part in parts.values()) <= 14_000


def parts_for_the_theme(site: Path) -> dict[str, str]:
    found = {}
    for name, first in (("site.css", OUR_FIRST_RULE), ("page.js", OUR_FIRST_SCRIPT)):
        [file] = site.glob(f"assets/*/{name}")
        text = file.read_text(encoding="utf-8")
        found[f"the theme's part of {name}"] = text[: text.index(first)]
    return found


def is_ours(path: str) -> bool:
    return path.endswith((".js", ".css"))


def test_nothing_that_a_lab_runs_is_fetched_before_the_click(visit):
    assert [path for path in visit if "/lab/" in path] == []


def test_nothing_that_search_reads_is_fetched_before_it_is_used(visit):
    assert [path for path in visit if "search/" in path] == []
    assert any(path.endswith("/page.js") for path in visit)  # the premise: search is there
