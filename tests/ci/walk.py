"""Open every page of a built site at its address's path; say what goes wrong in the browser.

    python -m tests.ci.walk site https://example.org/handoff/

What the tests build stands at the root of a port; what is published may not.
"""

import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, TimeoutError, sync_playwright

from tests.ci.budgets import pages
from tests.fixtures.site import FLAGS, chromium, served, watch

PATIENCE = 20_000  # milliseconds for a page's scripts


def main(folder: str, address: str) -> int:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        found = mishaps(browser, Path(folder).resolve(), urlsplit(address).path.strip("/"))
    print("\n".join(found) or "every page opens")
    return int(bool(found))


def mishaps(browser: Browser, folder: Path, below: str) -> list[str]:
    """What went wrong in the pages of the folder, served at that path."""
    with tempfile.TemporaryDirectory() as host:
        place = Path(host, below)
        if below:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(folder)
        with served(Path(host) if below else folder) as port:
            start = f"{port}{below}/" if below else port
            return [line for path in pages(folder) for line in visit(browser, start, path)]


def visit(browser: Browser, start: str, path: str) -> list[str]:
    page = browser.new_context().new_page()
    found = watch(page)
    page.on("response", lambda it: it.status < 400 or found.append(f"{it.status}: {it.url}"))
    page.goto(start + path)
    try:
        page.wait_for_function("!!customElements.get('quiz-check')", timeout=PATIENCE)
    except TimeoutError:
        found.append("the site's own scripts do not run")
    page.context.close()
    return [f"/{path}: {line}" for line in found]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
