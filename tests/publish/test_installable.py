"""The site can be installed as an app of its own, from every page but a chapter."""

import json
import re

from PIL import Image
from playwright.sync_api import Page

LINK = re.compile(r'<link rel="manifest" href="([^"]+)">')
TOUCH_ICON = re.compile(r'<link rel="apple-touch-icon" href="([^"]+)">')
CHAPTER = "celery/01-what-celery-is-and-why/"


def test_the_browser_finds_nothing_wrong_with_the_manifest(page: Page, mkdocs_site: str):
    page.goto(mkdocs_site)
    browser = page.context.new_cdp_session(page)

    told = browser.send("Page.getAppManifest")

    assert told["url"] == f"{mkdocs_site}site.webmanifest"
    assert told["errors"] == []
    assert browser.send("Page.getInstallabilityErrors")["installabilityErrors"] in NO_OBSTACLE


NO_OBSTACLE = ([], [{"errorId": "in-incognito", "errorArguments": []}])  # a test's own context


def test_its_addresses_stay_within_this_copy_of_the_site(builds):
    site = builds("mkdocs")
    manifest = json.loads((site / "site.webmanifest").read_text(encoding="utf-8"))

    addresses = [manifest["start_url"], manifest["scope"]]
    files = [each["src"] for each in manifest["icons"]]

    assert addresses == ["./", "./"]
    assert files and all((site / file).is_file() for file in files)
    assert [(site / each["url"]).is_dir() for each in manifest["shortcuts"]] == [True]


def test_every_page_but_a_chapter_names_it(builds):
    site = builds("mkdocs")
    pages = {
        page: LINK.findall(page.read_text(encoding="utf-8")) for page in site.rglob("index.html")
    }

    linked = {page: links for page, links in pages.items() if links}

    assert site / "index.html" in linked and site / "review" / "index.html" in linked
    assert site / CHAPTER / "index.html" in pages
    assert site / CHAPTER / "index.html" not in linked
    for page, [link] in linked.items():
        assert (page.parent / link).resolve() == (site / "site.webmanifest").resolve()


def test_a_home_screen_of_ios_gets_an_icon_that_fills_its_square(builds):
    """What is see-through there is shown black; its system rounds the corners by itself."""
    site = builds("mkdocs")
    texts = {page: page.read_text(encoding="utf-8") for page in site.rglob("index.html")}

    named = {page: TOUCH_ICON.findall(text) for page, text in texts.items() if LINK.search(text)}

    assert site / "index.html" in named and site / "review" / "index.html" in named
    for page, [link] in named.items():
        assert (page.parent / link).resolve() == (site / "assets" / "icon-180.png").resolve()
    with Image.open(site / "assets" / "icon-180.png") as icon:
        assert icon.size == (180, 180)
        assert "transparency" not in icon.info and icon.mode in ("P", "RGB")
