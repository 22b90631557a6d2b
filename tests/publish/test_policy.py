"""Every page of the built site says itself what it may load and run, and keeps to it."""

import re

import pytest
from playwright.sync_api import Page, expect

from handoff.publish.policy import rules
from handoff.samples.waiting import wait_until
from tests.browser.reader import PAGE, question
from tests.fixtures.site import BUILDERS
from tests.lab.pages import opened

KINDS = (
    "",
    "celery/",
    "celery/01-what-celery-is-and-why/",
    "celery/cheat-sheet/",
    "celery/experiments/",
    "celery/glossary/",
    "lab/",
    "licences/",
    "progress/",
    "review/",
    "authors/question-editor/",
)
STYLE = re.compile(r"<[^>]+ style=")
POLICY = "meta[http-equiv=Content-Security-Policy]"


def paths(folder) -> list[str]:
    found = (page.parent.relative_to(folder).as_posix() for page in folder.rglob("index.html"))
    return sorted("" if path == "." else f"{path}/" for path in found)


TELL = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
  told(`violation of ${violatedDirective}: ${blockedURI} ${sample}`))"""


@pytest.fixture
def strict(open_page) -> Page:
    """A page that obeys; it fails on every violation that the browser tells of."""
    page = open_page(bypass_csp=False)
    page.expose_function("told", lambda words: page.mishaps.append(words))
    page.context.add_init_script(TELL)
    return page


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
    assert "trusted-types" not in policy


def test_an_inline_script_that_nobody_named_does_not_run(mkdocs_site: str, strict: Page):
    strict.goto(mkdocs_site)
    strict.evaluate(
        """() => {
          const script = document.createElement("script");
          script.append("window.ran = true");
          document.body.append(script);
        }"""
    )

    hears_of_a_violation(strict)
    assert strict.evaluate("window.ran") is None


def hears_of_a_violation(page: Page) -> None:
    """It comes some time later, by the console and as an event."""

    def told() -> bool:
        page.evaluate("new Promise(requestAnimationFrame)")
        return any("violation of" in each for each in page.mishaps)

    wait_until(told, "a violation", timeout=60)
    page.mishaps.clear()


def test_no_kind_of_page_asks_for_what_it_may_not(site: str, strict: Page):
    for path in KINDS:
        strict.goto(site + path)
        expect(strict.locator(POLICY)).to_have_count(1)


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_page_carries_a_style_of_its_own(builds, builder: str):
    """An aligned column of a table has one, unless Markdown is told otherwise."""
    pages = list(builds(builder).rglob("*.html"))

    assert any('align="right"' in page.read_text() for page in pages)
    assert [page for page in pages if STYLE.search(page.read_text())] == []


@pytest.mark.slow
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


def test_html_that_nobody_vouches_for_is_refused(mkdocs_site: str, strict: Page):
    strict.goto(mkdocs_site)

    refused = strict.evaluate(
        """() => {
          try { document.body.innerHTML = "<p>anything</p>"; } catch ({ name }) { return name; }
        }"""
    )

    assert refused == "TypeError"
    hears_of_a_violation(strict)


def test_what_scripts_put_into_a_page_is_vouched_for(site: str, strict: Page):
    strict.goto(site + "celery/02-the-broker-and-the-worker/")
    strict.locator("film-replay").first.get_by_role("button", name="Play the replay").click()
    expect(strict.locator(".film").first).to_be_visible()
    strict.locator("article a[href*='glossary/#']").first.click()
    expect(strict.locator("#term")).to_be_visible()

    strict.goto(site + "celery/experiments/")
    source = strict.locator("details[data-source]").first
    source.evaluate(
        "details => { for (let at = details; at; at = at.parentElement) at.open = true; }"
    )
    expect(source.locator("pre").first).to_be_attached()


def test_missed_questions_and_pages_without_a_network_break_no_rule(mkdocs_site: str, strict: Page):
    strict.goto(mkdocs_site + PAGE)
    question(strict, "choice").answer(right=False)
    question(strict, "choice").check()
    question(strict, "choice").says("Not quite.")
    strict.evaluate("navigator.serviceWorker.ready.then(() => true)")
    strict.goto(mkdocs_site + "review/")
    expect(strict.locator("quiz-check form").first).to_be_visible()

    strict.context.set_offline(True)
    strict.reload()

    expect(strict.locator("quiz-check form").first).to_be_visible()


def test_a_lab_runs_under_it(lab_bundle, mkdocs_site: str, strict: Page):
    lab = opened(strict, mkdocs_site)

    lab.run()

    lab.says("Your program ended.")
