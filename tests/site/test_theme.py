"""One style sheet, trimmed to what the pages of a site can use: to the eye the same."""

import os
import re
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from handoff.publish.site import publish
from handoff.samples.waiting import wait_until
from handoff.theme.names import Names
from handoff.theme.trim import trim
from tests.fixtures.site import ROOT, build, served

PAGES = ["", "celery/01-what-celery-is-and-why/", "celery/glossary/"]
USED = {"md-nav", "md-typeset"}
CONFIG = """
INHERIT: {root}/mkdocs.yml
docs_dir: docs
site_dir: !ENV SITE_DIR
watch: []
strict: false
theme: {{custom_dir: {root}/overrides}}
markdown_extensions:
  - handoff
  - footnotes
  - pymdownx.details
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist: {{custom_checkbox: true}}
"""
EVERYTHING = """
# Everything that Markdown can bring

!!! warning

    Look both ways.

!!! tip "A tip"

    Breathe.

??? danger "Closed"

    Opened.

=== "Redis"

    One tab.

=== "RabbitMQ"

    Another tab.

- [x] done
- [ ] not done

Press ++ctrl+alt+del++ at ==once==.[^1]

<div class="grid cards" markdown>

- One card
- Another card

</div>

[^1]: A footnote.
"""


def test_a_rule_goes_when_all_its_selectors_need_a_class_that_no_page_has():
    assert trim(".md-tabs{color:red}.md-nav{color:blue}", USED) == ".md-nav{color:blue}"


@pytest.mark.parametrize(
    "rule",
    [
        ".md-tabs,.md-nav{color:blue}",
        ".md-nav:not(.md-tabs){color:blue}",
        ".md-nav:is(.md-tabs,.x){color:blue}",
        "[data-md-state=hidden]{color:blue}",
        "details[open]>summary{color:blue}",
        "@font-face{font-family:x}",
    ],
)
def test_a_rule_stays_that_an_element_without_such_a_class_can_match(rule):
    assert trim(rule, USED) == rule


def test_rules_inside_media_queries_go_too_and_empty_queries_with_them():
    css = "@media print{.md-tabs{color:red}}@media screen{.md-nav{color:blue}.md-tabs{color:red}}"

    assert trim(css, USED) == "@media screen{.md-nav{color:blue}}"


def test_icons_that_nothing_shows_any_more_go():
    css = ":root{--md-tabs-icon:url(x);--md-nav-icon:url(y);--md-own-icon:url(z)}"
    css += ".md-nav{mask:var(--md-nav-icon)}"

    left = trim(css, USED, ["--md-own-icon"])

    assert "--md-tabs-icon" not in left
    assert "--md-nav-icon:url(y)" in left and "--md-own-icon:url(z)" in left


def test_classes_of_pages_and_of_scripts_can_occur_even_put_together(tmp_path: Path):
    (tmp_path / "assets" / "javascripts").mkdir(parents=True)
    (tmp_path / "index.html").write_text(
        "<p class='one two' id=x><b class=three></b><script>add('four')</script>"
    )
    script = 'node.classList.add("five"); node.className = "kind--" + kind;'
    (tmp_path / "assets" / "javascripts" / "own.js").write_text(script)

    names = Names(tmp_path)

    assert all(each in names for each in ["one", "two", "three", "four", "five", "kind--any"])
    assert "tabbed-set" not in names


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The site with the theme's own style sheet, as `make serve` shows it."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    build("mkdocs", folder, PUBLISHED="false")
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_look_the_same_with_the_trimmed_sheet(whole, mkdocs_site, open_page, width):
    options = {"viewport": {"width": width, "height": 900}, "java_script_enabled": False}
    pages = [open_page(**options) for _ in range(2)]

    for path in PAGES:
        for page, address in zip(pages, (whole, mkdocs_site), strict=True):
            page.goto(address + path)
        come_to_look_the_same(*pages, full_page=True)


def test_the_drawer_looks_the_same_too(whole, mkdocs_site, open_page):
    pages = []
    for address in (whole, mkdocs_site):
        page = open_page(viewport={"width": 360, "height": 700}, reduced_motion="reduce")
        page.goto(address + "celery/")
        page.locator("header label[for=__drawer]").click()
        page.get_by_role("navigation", name="Celery").wait_for()
        pages.append(page)

    come_to_look_the_same(*pages)


def everything(folder: Path, published: bool) -> Path:
    """A site whose one page has all that Markdown extensions can bring."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text(EVERYTHING)
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT))
    site = folder / "site"
    words = {"SITE_DIR": str(site), "PUBLISHED": str(published).lower(), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **words}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    if published:
        publish(site)
    return site


@pytest.mark.parametrize(("scheme", "script"), [("light", True), ("dark", False)])
def test_whatever_a_page_begins_to_use_looks_the_same_in_serve_and_in_build(
    tmp_path, open_page, scheme, script
):
    pages = []
    with ExitStack() as stack:
        for published in (False, True):
            options = {"color_scheme": scheme, "java_script_enabled": script}
            page = open_page(**options, reduced_motion="reduce")
            site = everything(tmp_path / str(published), published)
            page.goto(stack.enter_context(served(site)))
            for expected in ("Look both ways", "Another card", "A footnote"):
                page.get_by_text(expected).wait_for()
            page.get_by_text("Closed").click()
            page.get_by_text("Opened.").wait_for()
            page.get_by_text("RabbitMQ").click()
            page.get_by_text("Another tab.").wait_for()
            page.mouse.move(0, 0)
            pages.append(page)

        come_to_look_the_same(*pages, full_page=True)
        for page in pages:
            page.mishaps.clear()  # the copied configuration names sheets that this site has not


def come_to_look_the_same(first, second, **options) -> None:
    """Two pictures of one page may differ, too: by what fades, and by a few pixels at edges."""

    def same() -> bool:
        return first.screenshot(**options) == second.screenshot(**options)

    wait_until(same, "the two pictures to be the same", pause=0.2)


def test_our_styles_name_no_side():
    """Start and end are others where a language runs from right to left; the middle is not."""
    sheets = [*ROOT.glob("overrides/assets/stylesheets/**/*.css"), *ROOT.glob("docs/*/guide.css")]
    sided = re.compile(
        r"(?:margin|padding|border)-(?:left|right)\b[\w-]*:|(?<![-\w])(?:left|right):(?! 50%)"
        r"|(?:float|text-align): (?:left|right)"
    )

    found = {sheet.name: sided.findall(sheet.read_text(encoding="utf-8")) for sheet in sheets}

    assert len(found) > 10
    assert {name: sides for name, sides in found.items() if sides} == {}
