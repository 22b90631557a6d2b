"""What a first visit to each page costs, against another build, as a table in Markdown.

    python -m tests.ci.budgets site build/before/site

The limits are tests/site/test_weight.py's; this only shows where a pull request moves.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.bench_visit import visit
from tests.fixtures.site import FLAGS, chromium, served

Cost = tuple[int, int]  # bytes after gzip, requests


def main(after: str, before: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        print(table(*(costs(browser, Path(folder)) for folder in (after, before))))


def costs(browser: Browser, folder: Path) -> dict[str, Cost]:
    """Page → what a first visit to it costs."""
    found = {}
    with served(folder) as address:
        for path in pages(folder):
            page = browser.new_page()
            sizes = visit(page, address + path, folder)
            page.context.close()
            found[path] = (sum(sizes), len(sizes))
    return found


def pages(folder: Path) -> list[str]:
    """The pages' addresses, below the site's own."""
    folders = sorted(file.parent.relative_to(folder) for file in folder.rglob("index.html"))
    return [f"{path.as_posix()}/".removeprefix("./") for path in folders]


def table(after: dict[str, Cost], before: dict[str, Cost]) -> str:
    lines = ["| first visit to | KB | before | requests | before |", "|---|--:|--:|--:|--:|"]
    lines += [row(path, after.get(path), before.get(path)) for path in sorted({*after, *before})]
    return "\n".join(lines)


def row(path: str, after: Cost | None, before: Cost | None) -> str:
    size, requests = cells(after)
    size_before, requests_before = cells(before)
    if size != size_before:
        size = f"**{size}**"
    if requests != requests_before:
        requests = f"**{requests}**"
    return f"| /{path} | {size} | {size_before} | {requests} | {requests_before} |"


def cells(cost: Cost | None) -> tuple[str, str]:
    return ("–", "–") if cost is None else (f"{cost[0] / 1000:.1f}", str(cost[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
