"""Indexing many chapters, and what one search fetches.

The chapters are those of the built site, each made different enough that no two share a section.
"""

import gzip
import re
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from handoff.search.files import index
from tests.bench.costs import say
from tests.bench.results import Row
from tests.fixtures.site import FLAGS, ROOT, build, chromium, served

ASKED = "visibility timeout"
SIZES = (100, 1000, 10_000)


def measure(quick: bool = False) -> list[Row]:
    rows = []
    for count in SIZES[:1] if quick else SIZES:
        with tempfile.TemporaryDirectory(dir=ROOT / ".cache") as temporary:
            site = Path(temporary) / "site"
            build("mkdocs", site)
            multiply(site, count)
            rows += of_site(site, f"this site and {count:,} chapters")
    return rows


def of_site(site: Path, case: str) -> list[Row]:
    start = time.process_time()
    index(site)
    took = time.process_time() - start
    files = list((site / "search").rglob("*.json"))
    asked, waited = fetched(site)
    say(f"{case}: {took:.1f} s, {sum(asked.values()) / 1000:.1f} KB for a search")
    return [
        Row(case, "making the index", "processor", "s", [took]),
        Row(case, "the index", "gzip", "B", [sum(size(file) for file in files)]),
        Row(case, "the index", "files", "files", [len(files)]),
        Row(case, "a first search", "gzip", "B", [sum(asked.values())]),
        Row(case, "a first search", "requests", "requests", [len(asked)]),
        Row(case, "a first search", "clock", "ms", [waited]),
    ]


def multiply(site: Path, most: int) -> None:
    """More chapters, beside the guide's own, whose words have a number here and there."""
    chapters = [
        page.read_text(encoding="utf-8") for page in sorted(site.glob("celery/0*/index.html"))
    ]
    for number in range(most):
        text = chapters[number % len(chapters)]
        text = re.sub(r"\b(worker|queue|retry|result)\b", rf"\1 w{number}", text)
        folder = site / f"g{number // 20:03d}" / f"{number % 20 + 1:02d}"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text, encoding="utf-8")


def fetched(site: Path) -> tuple[dict[str, int], float]:
    """Address → gzip bytes of what a reader's first search asks for, its scripts included.

    And the milliseconds from the last key to the first hit.
    """
    asked: dict[str, int] = {}
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(bypass_csp=True)
        page.goto(address)
        page.locator("site-search button").first.wait_for()
        page.on("request", lambda each: note(each.url.removeprefix(address), site, asked))
        page.keyboard.press("/")
        page.keyboard.type(ASKED)
        start = time.perf_counter()
        page.locator("dialog ol a").first.wait_for()
        waited = (time.perf_counter() - start) * 1000
        browser.close()
    return asked, waited


def note(path: str, site: Path, asked: dict[str, int]) -> None:
    asked[path] = size(site / path)


def size(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))
