"""Material's style sheet, trimmed: smaller, and to the eye the same."""

import pytest

from handoff.theme.trim import trim
from tests.fixtures.site import build, served

PAGES = ["", "celery/01-what-celery-is-and-why/", "celery/glossary/"]


def test_a_rule_goes_when_all_its_selectors_name_what_is_unused():
    assert trim(".md-tabs{color:red}.md-nav{color:blue}") == ".md-nav{color:blue}"


def test_a_rule_stays_when_one_selector_is_used():
    rule = ".md-tabs,.md-nav{color:blue}"

    assert trim(rule) == rule


def test_what_is_only_ruled_out_does_not_count_as_named():
    rule = ".md-nav:not(.md-tabs){color:blue}"

    assert trim(rule) == rule


def test_rules_inside_media_queries_go_too_and_empty_queries_with_them():
    css = "@media print{.md-tabs{color:red}}@media screen{.md-nav{color:blue}.md-tabs{color:red}}"

    assert trim(css) == "@media screen{.md-nav{color:blue}}"


def test_icons_that_no_rule_shows_any_more_go():
    css = ":root{--md-tabs-icon:url(x);--md-nav-icon:url(y)}.md-nav{mask:var(--md-nav-icon)}"

    assert "--md-tabs-icon" not in trim(css)
    assert "--md-nav-icon:url(y)" in trim(css)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The site with Material's own style sheet."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    build("mkdocs", folder, TRIMMED_THEME="false")
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_look_the_same_with_the_trimmed_sheet(whole, mkdocs_site, open_page, width):
    options = {"viewport": {"width": width, "height": 900}, "java_script_enabled": False}
    page = open_page(**options)

    for path in PAGES:
        pictures = []
        for address in (whole, mkdocs_site):
            page.goto(address + path)
            pictures.append(page.screenshot(full_page=True))
        assert pictures[0] == pictures[1], path


def test_the_drawer_looks_the_same_too(whole, mkdocs_site, open_page):
    seen = set()
    for address in (whole, mkdocs_site):
        page = open_page(viewport={"width": 360, "height": 700}, reduced_motion="reduce")
        page.goto(address + "celery/")
        page.locator("header label[for=__drawer]").click()
        page.get_by_role("navigation", name="Celery").wait_for()
        seen.add(settled(page))

    assert len(seen) == 1


def settled(page) -> bytes:
    """A picture of the page when two in a row are the same."""
    before, after = b"", page.screenshot()
    while before != after:
        before, after = after, page.screenshot()
    return after
