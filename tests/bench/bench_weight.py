"""A first visit to the same chapter of each tool's site: bytes (gzip) and requests.

Addresses of other hosts are counted, not fetched. Ours is made ready for a host, as readers get it.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.bench_build import AGAIN, project
from tests.bench.costs import CommandError, cost, say
from tests.bench.environments import python
from tests.bench.results import Row
from tests.bench.tools import TOOLS, Tool
from tests.fixtures.site import FLAGS, chromium, served

CHAPTERS = 10
PATIENCE = 120_000  # milliseconds
QUIET = 5_000
CHAPTER = "g000/01-what/"


def measure(quick: bool = False) -> list[Row]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        rows = []
        for tool in TOOLS.values():
            try:
                rows += of_tool(tool, browser, quick)
            except CommandError as error:
                say(f"{tool.title} is left out: {error}")
        return rows


def of_tool(tool: Tool, browser: Browser, quick: bool) -> Iterator[Row]:
    with project(tool, 2 if quick else CHAPTERS) as folder:
        site = build(tool, folder)
        with served(site) as address:
            asked = visit(browser, address)
        own = [size(site / path) for path in asked if "://" not in path]
    say(f"{tool.title}: {sum(own):,} B, {len(asked)} requests")
    case = f"the same chapter of {CHAPTERS}"
    yield Row(case, tool.title, "gzip", "B", [sum(own)])
    yield Row(case, tool.title, "requests", "requests", [len(asked)])
    yield Row(case, tool.title, "to other hosts", "requests", [len(asked) - len(own)])


def build(tool: Tool, folder: Path) -> Path:
    """The tool's site, as readers get it."""
    site = folder / "site"
    ours = not tool.requirements or tool.builder == "zensical"
    settings = {"SITE_DIR": str(site), **({"PUBLISHED": "true"} if ours else {})}
    cost([python(tool), "-m", tool.builder, *AGAIN[tool.builder][:2]], folder, **settings)
    if ours:
        cost([python(tool), "-m", "handoff", "publish", site], folder)
    return site


def visit(browser: Browser, address: str) -> list[str]:
    """Each address that a first visit asks for, below the site's own, or whole."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(lambda url: not url.startswith(address), lambda route: route.abort())
    page.goto(f"{address}{CHAPTER}", wait_until="networkidle", timeout=PATIENCE)
    settled(page, asked)
    page.close()
    own = (url.partition("#")[0] for url in asked if not url.startswith(("data:", "blob:")))
    return [urlsplit(url).path.lstrip("/") if url.startswith(address) else url for url in own]


def settled(page: Page, asked: list[str]) -> None:
    """Wait until nothing has been asked for in some seconds: a busy machine starts late."""
    before = -1
    while len(asked) > before:
        before = len(asked)
        page.wait_for_timeout(QUIET)


def size(file: Path) -> int:
    file = file / "index.html" if file.is_dir() else file
    return len(gzip.compress(file.read_bytes(), 9)) if file.is_file() else 0
