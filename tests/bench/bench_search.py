"""Indexing 1,000 chapters, and what one search fetches: `python -m tests.bench.bench_search`.

The chapters are those of the built site, each made different enough that no two share a section.
"""

import gzip
import re
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from handoff.publish.site import publish
from handoff.search.files import index
from tests.fixtures.site import FLAGS, ROOT, build, chromium, served

ASKED = "visibility timeout"


def main(most: int = 1000) -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache") as temporary:
        site = Path(temporary) / "site"
        build("mkdocs", site, PUBLISHED="false")
        publish(site)
        tell(site, "the site")
        multiply(site, most)
        tell(site, f"{most:,} chapters")


def tell(site: Path, name: str) -> None:
    start = time.process_time()
    pages, sections = index(site)
    took = time.process_time() - start
    files = list((site / "search").rglob("*.json"))
    whole = sum(size(file) for file in files) / 1000
    asked = fetched(site)
    print(f"{name}: {pages:,} pages, {sections:,} sections, {took:.1f} s of processor time")
    print(f"  {whole:,.0f} KB gzip in {len(files):,} files")
    print(f"  “{ASKED}”: {sum(asked.values()) / 1000:.1f} KB, {len(asked)} requests", flush=True)


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


def fetched(site: Path) -> dict[str, int]:
    """Address → gzip bytes of what a reader's first search asks for, its scripts included."""
    asked: dict[str, int] = {}
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page()
        page.goto(address)
        page.locator("site-search button").first.wait_for()
        page.on("request", lambda each: note(each.url.removeprefix(address), site, asked))
        page.keyboard.press("/")
        page.keyboard.type(ASKED)
        page.locator("dialog ol a").first.wait_for()
        browser.close()
    return asked


def note(path: str, site: Path, asked: dict[str, int]) -> None:
    asked[path] = size(site / path)


def size(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
