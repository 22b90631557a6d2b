"""What a first visit to a page costs, in bytes and requests; both are deterministic."""

import functools
import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

OUR_FIRST_RULE = ":root{--serif:"
OUR_FIRST_SCRIPT = "class SiteSearch"
CHAPTER = "celery/01-what-celery-is-and-why/"
CHAPTER_LIMIT = 80_000
KINDS = {  # one page of each kind, a chapter of each guide → gzip bytes and requests at most
    "": (40_000, 13),
    "celery/": (42_000, 13),
    CHAPTER: (CHAPTER_LIMIT, 9),
    "celery-in-production/06-by-symptom/": (CHAPTER_LIMIT, 9),
    "message-queues/02-a-messages-life/": (CHAPTER_LIMIT, 9),
    "one-busy-process/01-iterators-and-generators/": (CHAPTER_LIMIT, 9),
    "celery/cheat-sheet/": (55_000, 9),
    "celery/glossary/": (55_000, 9),
    "celery/experiments/": (75_000, 9),
    "celery/what-happens-when/": (50_000, 9),
    "progress/": (60_000, 28),
    "review/": (50_000, 18),
    "lab/": (42_000, 11),
    "licences/": (60_000, 11),
    "authors/questions/": (50_000, 11),
    "authors/question-editor/": (55_000, 20),
}


@pytest.fixture(scope="module")
def visited(browser, mkdocs_site, builds) -> Callable[[str], dict[str, int]]:
    """Name → gzip bytes of all that a first visit to a page asks for."""
    return functools.cache(lambda path: asked_for(browser, mkdocs_site, path, builds("mkdocs")))


def asked_for(browser: Browser, site: str, path: str, folder: Path) -> dict[str, int]:
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    page.goto(site + path)
    page.wait_for_function("!!customElements.get('quiz-check')")
    page.close()
    return {path: weight(folder, path) for path in asked}


@pytest.fixture
def visit(visited) -> dict[str, int]:
    return visited(CHAPTER)


def weight(folder: Path, path: str) -> int:
    file = folder / path
    file = file / "index.html" if file.is_dir() else file
    return len(gzip.compress(file.read_bytes(), 9))


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path or "home")
def test_a_first_visit_has_its_limits(visited, path: str):
    most, requests = KINDS[path]
    visit = visited(path)

    assert sum(visit.values()) <= most, visit
    assert len(visit) <= requests, visit


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_every_chapter_is_at_most_80_kilobytes(visit, builds, builder: str):
    besides = sum(visit.values()) - visit[CHAPTER]
    chapters = sorted(builds(builder).glob("*/[0-9][0-9]-*/index.html"))
    heavy = {
        str(page.parent.relative_to(builds(builder))): size
        for page in chapters
        if (size := besides + len(gzip.compress(page.read_bytes(), 9))) > CHAPTER_LIMIT
    }

    assert len(chapters) > 20 and heavy == {}


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
