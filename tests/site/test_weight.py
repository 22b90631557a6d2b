"""What a first visit to a chapter costs, in bytes and requests; both are deterministic."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

OUR_FIRST_RULE = ":root{--serif:"
CHAPTER = "celery/01-what-celery-is-and-why/"


@pytest.fixture(scope="module")
def visit(browser, mkdocs_site, builds):
    """Name → gzip bytes of all that a first visit to chapter 1 asks for."""
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    with page.expect_response("**/sitemap.xml"):
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
    [sheet] = builds("mkdocs").glob("assets/stylesheets.*/site.css")
    text = sheet.read_text(encoding="utf-8")
    themes = text[: text.index(OUR_FIRST_RULE)]
    ours["the theme's part of it"] = -len(gzip.compress(themes.encode(), 9))

    assert len(ours) > 4 and sum(ours.values()) <= 12_000, ours


def is_ours(path: str) -> bool:
    return path.endswith((".js", ".css")) and "bundle" not in path


def test_nothing_that_a_lab_runs_is_fetched_before_the_click(visit):
    assert [path for path in visit if "/lab/" in path] == []


def test_nothing_that_search_reads_is_fetched_before_it_is_used(visit):
    assert [path for path in visit if "search/" in path] == []
    assert any(path.endswith("/page.js") for path in visit)  # the premise: search is there
