"""Where merman has no wheel, the browser draws the diagrams, with Mermaid from the site itself."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.fixtures.site import BUILDERS, BUILT_FOR, ROOT, served

COPIED = ("docs", "quizzes", "examples", "overrides", "handoff", "handoff_celery", "tests/claims")
FILES = ("mkdocs.yml", "CHANGELOG.md", "package.json", "package-lock.json", ".npmrc")
CHAPTER = "celery/01-what-celery-is-and-why/"
NO_WHEEL = "raise ImportError('no wheel for this machine')\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project, on a machine without merman."""
    project = tmp_path_factory.mktemp("without-merman")
    for name in COPIED:
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("mermaid"))
    for name in FILES:
        shutil.copy(ROOT / name, project)
    (project / ".cache").mkdir()
    (ROOT / ".cache" / "npm").mkdir(parents=True, exist_ok=True)
    (project / ".cache" / "npm").symlink_to(ROOT / ".cache" / "npm")
    (project / "nowheel").mkdir()
    (project / "nowheel" / "merman.py").write_text(NO_WHEEL)
    return project


@pytest.fixture(scope="module", params=list(BUILDERS))
def drawn_in_browser(request, project):
    """The address of the site that builder makes of it."""
    folder = project / request.param
    environment = {
        **os.environ,
        "PYTHONPATH": f"{project / 'nowheel'}{os.pathsep}{project}",
        "SITE_DIR": str(folder),
        "SITE_URL": BUILT_FOR,
        "NO_MKDOCS_2_WARNING": "1",
    }
    for command in ([sys.executable, "-m", "handoff", "diagrams"], BUILDERS[request.param]):
        subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)
    with served(folder) as address:
        yield address


def test_the_browser_draws_the_flowchart_from_our_own_host(drawn_in_browser, page):
    page.goto(drawn_in_browser + CHAPTER)

    expect(page.locator(".diagram svg").first).to_be_visible()
    expect(page.locator(".diagram svg")).to_contain_text("result backend")
    expect(page.locator("code.language-mermaid")).to_have_count(0)


def test_a_diagram_reached_by_instant_navigation_is_drawn_too(drawn_in_browser, page):
    page.goto(drawn_in_browser + "celery/glossary/")
    page.evaluate("window.sameDocument = true")

    page.get_by_role("link", name="What Celery is, and why").first.click()

    expect(page.locator(".diagram svg").first).to_be_visible()
    assert page.evaluate("window.sameDocument"), "the premise: no full load"


def test_without_javascript_the_source_of_the_diagram_can_be_read(drawn_in_browser, open_page):
    page = open_page(java_script_enabled=False)

    page.goto(drawn_in_browser + CHAPTER)

    expect(page.get_by_text("flowchart LR")).to_be_visible()


@pytest.mark.parametrize("builder", list(BUILDERS))
def test_where_merman_draws_no_page_knows_of_mermaid(builds, builder):
    folder = builds(builder)
    pages = {page: page.read_text(encoding="utf-8") for page in folder.rglob("*.html")}
    for name in ("chapters", "speed"):  # they name the fence, and a plugin
        del pages[folder / "authors" / name / "index.html"]

    assert len(pages) > 10
    assert [page for page, html in pages.items() if "mermaid" in re.sub(r"Mermaid", "", html)] == []
    assert not (folder / "assets" / "mermaid").exists()
