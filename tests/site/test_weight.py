"""What a first visit to a chapter costs, in bytes and requests; both are deterministic."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from handoff.theme import trimmed_material

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


def test_our_own_scripts_and_styles_are_at_most_12_kilobytes(visit):
    sheet = visit["assets/stylesheets/site.css"]
    ours = {
        "site.css beyond Material's": sheet - len(gzip.compress(trimmed_material().encode(), 9))
    }
    ours |= {path: size for path, size in visit.items() if path.endswith(".js")}
    ours = {path: size for path, size in ours.items() if "bundle" not in path}

    assert len(ours) > 3 and sum(ours.values()) <= 12_000, ours


def test_nothing_that_a_lab_runs_is_fetched_before_the_click(visit):
    assert [path for path in visit if "lab/" in path] == []


def test_nothing_that_search_reads_is_fetched_before_it_is_used(visit):
    assert [path for path in visit if "search/" in path] == []
    assert "assets/javascripts/search.js" in visit  # the premise: search is there
