"""Bytes (gzip) and requests of a first visit to each page: `python -m tests.bench.bench_visit`."""

import gzip
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from tests.fixtures.site import FLAGS, ROOT, build, chromium, served


def main() -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache") as temporary:
        folder = Path(temporary) / "site"
        build("mkdocs", folder)
        with served(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            for file in sorted(folder.rglob("index.html")):
                path = f"{file.parent.relative_to(folder).as_posix()}/".removeprefix("./")
                page = browser.new_page()
                sizes = visit(page, f"{address}{path}", folder)
                page.context.close()
                print(f"{sum(sizes) / 1000:6.1f} KB {len(sizes):3} requests  /{path}")


def visit(page: Page, address: str, folder: Path) -> list[int]:
    """The gzip size of each file that a first visit asks for."""
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    page.goto(address)
    page.wait_for_function("!!customElements.get('quiz-check')")
    return [size(folder / path) for path in asked]


def size(file: Path) -> int:
    file = file / "index.html" if file.is_dir() else file
    return len(gzip.compress(file.read_bytes(), 9))


if __name__ == "__main__":
    main()
