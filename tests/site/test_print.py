"""A chapter on paper: nothing that only a screen can use, no line of code cut off."""

from playwright.sync_api import Page, expect

CHAPTER = "celery/02-the-broker-and-the-worker/"
CUT_OFF = """() => [...document.querySelectorAll("article pre > code")]
  .filter((code) => code.checkVisibility() && code.scrollWidth > code.clientWidth + 1)
  .map((code) => code.textContent.slice(0, 60))"""
ADDRESSES = """() => [...document.querySelectorAll("article a")]
  .map((link) => getComputedStyle(link, "::after").content)
  .filter((content) => content.includes("http"))"""


def test_what_only_a_screen_can_use_is_not_printed(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site + CHAPTER)
    expect(page.get_by_role("banner")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Onward")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()


def test_what_to_press_is_told_only_where_it_can_be_pressed(mkdocs_site: str, open_page):
    page, without = open_page(), open_page(java_script_enabled=False)
    for each in (page, without):
        each.goto(mkdocs_site + CHAPTER)
    press, read = "Say what it will print, then press Run.", "Say what the program will print"
    expect(page.get_by_text(press)).to_be_visible()
    expect(page.get_by_text(read)).to_be_hidden()

    page.emulate_media(media="print")

    for each in (page, without):
        expect(each.get_by_text(press)).to_be_hidden()
        expect(each.get_by_text(read)).to_be_visible()
        expect(each.get_by_text("Run marks your prediction.").first).to_be_hidden()


def test_long_lines_of_code_are_wrapped(mkdocs_site: str, open_page):
    page = open_page(viewport={"width": 500, "height": 700})
    page.goto(mkdocs_site + CHAPTER)
    assert page.evaluate(CUT_OFF) != []  # the premise: on a screen some scroll

    page.emulate_media(media="print")

    assert page.evaluate(CUT_OFF) == []


def test_links_to_other_places_say_where_they_lead(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site + "celery/08-where-to-go-next/")
    assert page.evaluate(ADDRESSES) == []

    page.emulate_media(media="print")

    assert any("python-rq.org" in each for each in page.evaluate(ADDRESSES))


def test_paper_is_light_for_a_reader_in_the_dark(mkdocs_site: str, open_page):
    page = open_page(color_scheme="dark")
    page.goto(mkdocs_site + CHAPTER)
    ink = "getComputedStyle(document.querySelector('article p')).color"
    dark = page.evaluate(ink)

    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate(ink) != dark
