"""What scripts add to the theme's parts: code, tables, what is folded, contents, light and dark."""

import pytest
from playwright.sync_api import Page, expect

CHAPTER = "celery/02-the-broker-and-the-worker/"
READY = "!!customElements.get('quiz-check')"
CODE = ".md-content pre > code"
SCHEME = "getComputedStyle(document.body).colorScheme"


@pytest.fixture
def chapter(site: str, page: Page) -> Page:
    page.goto(site + CHAPTER)
    page.wait_for_function(READY)
    return page


def test_code_is_copied_as_it_is_written(chapter: Page):
    chapter.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = chapter.locator("pre:has(.md-code__button)").first
    block.hover()

    block.get_by_role("button", name="Copy to clipboard").click()

    expect(chapter.get_by_text("Copied to clipboard")).to_be_visible()
    written = block.locator("code").inner_text().rstrip()
    assert chapter.evaluate("navigator.clipboard.readText()") == written
    expect(chapter.locator(".md-dialog--active")).to_have_count(0)  # and goes


def test_code_is_copied_without_https_too(chapter: Page):
    chapter.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chapter.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(Error('refused')) }"
    )
    block = chapter.locator("pre:has(.md-code__button)").first
    button = block.get_by_role("button", name="Copy to clipboard")
    button.click()

    expect(chapter.get_by_text("Copied to clipboard")).to_be_visible()
    copied = chapter.evaluate("navigator.clipboard.readText()")
    assert copied == block.locator("code").inner_text().rstrip()
    expect(button).to_be_focused()


def test_a_questions_code_has_no_button(chapter: Page):
    assert chapter.locator("quiz-check pre").count() > 0
    expect(chapter.locator("quiz-check .md-code__button")).to_have_count(0)


def test_code_that_is_too_wide_is_reached_by_keyboard(chapter: Page):
    chapter.set_viewport_size({"width": 360, "height": 700})
    chapter.wait_for_function(f"document.querySelectorAll('{CODE}[tabindex]').length > 0")
    wide = chapter.locator(f"{CODE}[tabindex='0']")
    assert 0 < wide.count() < chapter.locator(CODE).count()
    assert wide.evaluate_all("all => all.every((code) => code.scrollWidth > code.clientWidth)")

    wide.first.focus()
    chapter.keyboard.press("Shift")  # the ring is for who uses the keyboard

    assert wide.first.evaluate("code => getComputedStyle(code).outlineStyle") == "solid"


def test_a_wide_table_scrolls_by_itself(site: str, open_page):
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto(f"{site}celery/cheat-sheet/")
    page.wait_for_function(READY)

    assert page.locator(".md-typeset__scrollwrap table").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_wide_table_is_scrolled_by_keyboard(site: str, open_page):
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto(f"{site}authors/speed/")
    wide = page.locator(".md-typeset__scrollwrap[tabindex='0']").first

    wide.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_what_is_folded_opens_for_a_link_into_it_and_on_paper(chapter: Page):
    chapter.evaluate(
        """() => document.querySelector("h1").insertAdjacentHTML("afterend",
          "<details id=one><p id=inside>x</p></details><details id=two></details>")"""
    )
    is_open = "['one', 'two'].map((id) => document.getElementById(id).open)"

    chapter.evaluate("location.hash = '#inside'")
    chapter.wait_for_function(f"({is_open})[0]")
    assert chapter.evaluate(is_open) == [True, False]

    chapter.emulate_media(media="print")
    chapter.wait_for_function(f"({is_open})[1]")
    chapter.emulate_media(media="screen")
    chapter.wait_for_function(f"!({is_open})[1]")
    assert chapter.evaluate(is_open) == [True, False]


def test_the_contents_show_what_is_being_read(chapter: Page):
    active = chapter.locator(".md-sidebar--secondary .md-nav__link--active")
    expect(active).to_have_count(0)
    headings = chapter.locator(".md-content h2[id]")

    for number in (2, 1):
        headings.nth(number).evaluate("heading => heading.scrollIntoView()")
        expect(active).to_have_attribute("href", f"#{headings.nth(number).get_attribute('id')}")
    chapter.evaluate("scrollTo(0, document.body.scrollHeight)")

    passed = chapter.locator(".md-sidebar--secondary .md-nav__link--passed")
    expect(passed).to_have_count(chapter.locator(".md-sidebar--secondary .md-nav__link").count())


def test_the_contents_follow_and_stay_inside_the_window(site: str, open_page):
    page = open_page(viewport={"width": 1300, "height": 300})
    page.goto(site + CHAPTER)
    page.wait_for_function(READY)

    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")

    active = page.locator(".md-sidebar--secondary .md-nav__link--active")
    expect(active).to_be_in_viewport()
    here = page.locator(".md-sidebar--primary [aria-current=page]")
    expect(here).to_be_in_viewport()
    bottom = "each => each.getBoundingClientRect().bottom"
    sidebars = page.locator(".md-sidebar").all()
    assert [each for each in sidebars if each.evaluate(bottom) > 300] == []


@pytest.mark.parametrize("system, other", [("light", "dark"), ("dark", "light")])
def test_light_or_dark_is_the_systems_choice_until_the_reader_makes_one(
    site: str, open_page, system: str, other: str
):
    page = open_page(color_scheme=system)
    page.goto(site + CHAPTER)
    page.wait_for_function(READY)
    background = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    theirs = page.evaluate(background)

    page.emulate_media(color_scheme=other)
    page.wait_for_function(f"{background} !== '{theirs}'")
    page.emulate_media(color_scheme=system)
    page.get_by_title(f"Switch to {other}").click()

    assert page.evaluate(background) != theirs
    page.reload()
    page.wait_for_function(READY)
    assert page.evaluate(background) != theirs
    expect(page.get_by_title(f"Switch to {system}")).to_be_visible()
    bar = page.locator("meta[name=theme-color]")
    expect(bar).to_have_attribute("content", page.evaluate(background))


def test_enter_switches_too(chapter: Page):
    chapter.get_by_role("radio", name="Switch to dark").focus()

    chapter.keyboard.press("Enter")

    assert chapter.evaluate(SCHEME) == "dark"
