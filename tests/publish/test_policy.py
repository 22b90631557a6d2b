"""Every page of the built site says itself what it may load and run, and keeps to it."""

import re

import pytest
from playwright.sync_api import Page, expect

from handoff.publish.policy import rules
from tests.browser.reader import PAGE, question
from tests.lab.pages import opened

POLICY = "meta[http-equiv=Content-Security-Policy]"


def paths(folder) -> list[str]:
    found = (page.parent.relative_to(folder).as_posix() for page in folder.rglob("index.html"))
    return sorted("" if path == "." else f"{path}/" for path in found)


@pytest.fixture
def strict(open_page) -> Page:
    """A page that obeys; it fails on every word in the console, and each violation is one."""
    return open_page(bypass_csp=False)


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_every_page_says_the_same_and_allows_no_inline_script(builds, builder):
    pages = [page.read_text(encoding="utf-8") for page in builds(builder).rglob("*.html")]
    pages = [page for page in pages if 'name="release"' in page]  # not a fragment
    found = {re.search(r'content="(default-src [^"]+)"', page)[1] for page in pages}

    [policy] = found
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy
    assert policy in (builds(builder) / "_headers").read_text(encoding="utf-8")


def test_a_site_that_draws_in_the_browser_allows_styles_only():
    policy = rules(["<client-diagram></client-diagram>"])

    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval' blob: ;" in policy


def test_an_inline_script_that_nobody_named_does_not_run(mkdocs_site: str, strict: Page):
    strict.goto(mkdocs_site)
    strict.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), "
        "{textContent: 'window.ran = true'}))"
    )

    assert strict.evaluate("window.ran") is None
    assert strict.mishaps and all("Content Security Policy" in each for each in strict.mishaps)
    strict.mishaps.clear()


def test_no_page_asks_for_what_it_may_not(site: str, builds, strict: Page):
    for path in paths(builds("mkdocs")):
        strict.goto(site + path)
        expect(strict.locator(POLICY)).to_have_count(1)


def test_answering_searching_and_going_on_ask_for_nothing_forbidden(site: str, strict: Page):
    strict.goto(site + PAGE)
    question(strict, "choice").answer()
    question(strict, "choice").check()
    question(strict, "choice").says("Right.")

    strict.get_by_role("button", name="Search").click()
    strict.keyboard.type("chord")
    best = strict.get_by_role("dialog").get_by_role("link").first
    expect(best).to_contain_text("Chord")
    best.click()

    expect(strict.get_by_role("heading", name="Chord", exact=False).first).to_be_visible()


def test_a_lab_runs_under_it(lab_bundle, mkdocs_site: str, strict: Page):
    lab = opened(strict, mkdocs_site)

    lab.run()

    lab.says("Your program ended.")
