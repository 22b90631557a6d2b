"""What a reader can do about a mistake, where the site has a repository."""

import gzip
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from handoff import mending
from tests.fixtures import site
from tests.fixtures.site import ROOT

REPOSITORY = "https://github.com/someone/guide"
LINK = re.compile(rf'href="({REPOSITORY}/[^"]+)"')
CHAPTER = "celery/05-retries-and-errors"
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"


@pytest.fixture(scope="module")
def built(shared: Path) -> Path:
    """The published site of a project with a repository."""
    return site.built("mkdocs", shared / "site-with-repository", REPOSITORY_URL=REPOSITORY)


def links(built: Path, page: str) -> list[str]:
    text = (built / page / "index.html").read_text(encoding="utf-8")
    return [unescape(link) for link in LINK.findall(text)]


def abouts(built: Path, page: str, form: str) -> list[list[str]]:
    """What the issues of a form are about: file, name, release."""
    queries = [
        parse_qs(urlsplit(link).query) for link in links(built, page) if "/issues/new" in link
    ]
    return [query["file"][0].split(", ") for query in queries if query["template"] == [form]]


def release(built: Path) -> str:
    page = (built / CHAPTER / "index.html").read_text(encoding="utf-8")
    return re.search(r'<meta name="release" content="(\w+)">', page)[1]


def test_a_chapter_leads_to_its_file_and_to_an_issue_about_it(built):
    file = f"docs/{CHAPTER}.md"

    assert f"{REPOSITORY}/edit/main/{file}" in links(built, CHAPTER)
    assert abouts(built, CHAPTER, mending.PAGE) == [[file, f"release {release(built)}"]]


def test_each_question_leads_to_an_issue_about_it(built):
    found = abouts(built, CHAPTER, mending.QUESTION)

    asked = re.findall(r'data-id="([^"]+)"', (built / CHAPTER / "index.html").read_text())
    assert [about[1] for about in found] == asked != []
    assert {about[0] for about in found} == {f"quizzes/{CHAPTER}.json"}
    assert {about[2] for about in found} == {f"release {release(built)}"}


def test_each_claim_leads_to_an_issue_about_it(built):
    found = abouts(built, "celery/experiments", mending.CLAIM)

    page = (built / "celery" / "experiments" / "index.html").read_text(encoding="utf-8")
    assert [about[1] for about in found] == re.findall(
        r'<article class="experiment" id="(.+?)"', page
    )
    assert all(f"def test_{name}(" in (ROOT / file).read_text() for file, name, _ in found)


def test_edited_files_are_there(built):
    pages = [page.parent.relative_to(built).as_posix() for page in built.rglob("index.html")]
    files = [
        link.removeprefix(f"{REPOSITORY}/edit/main/")
        for page in pages
        for link in links(built, page)
        if "/edit/" in link
    ]

    assert len(files) > 10
    assert [file for file in files if not (ROOT / file).is_file()] == []


def test_search_knows_nothing_of_these_links(built):
    index = "".join(file.read_text() for file in built.rglob("search/**/*.json"))

    assert "retry" in index and "Something wrong here" not in index


def test_without_a_repository_there_is_none(builds):
    page = (builds("mkdocs") / CHAPTER / "index.html").read_text(encoding="utf-8")

    assert "Something wrong" not in page and "Edit this page" not in page


def test_the_links_cost_a_chapter_less_than_a_kilobyte(built, builds):
    with_links, without = (weight(folder) for folder in (built, builds("mkdocs")))

    assert 0 < with_links - without < 1_000


def weight(folder: Path) -> int:
    return len(gzip.compress((folder / CHAPTER / "index.html").read_bytes(), 9))


@pytest.mark.parametrize("form", [mending.PAGE, mending.QUESTION, mending.CLAIM])
def test_the_form_has_the_field_that_is_filled_in(form):
    fields = yaml.safe_load((FORMS / form).read_text(encoding="utf-8"))["body"]

    assert mending.FIELD in [field.get("id") for field in fields]
