"""From the click on Check answer to its result painted, on a processor made four times slower.

    python -m tests.bench.bench_answering [9]

On pages with 1 and with 100 questions. On a busy machine look at the smallest figure.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.many_questions import ANSWER, opened
from tests.browser.reader import PAGE
from tests.fixtures.site import FLAGS, ROOT, build, chromium, served

GOAL = 50  # milliseconds
SLOWER = 4
PAINTED = f"""(number) => new Promise((resolve) => {{
  const clicked = performance.now();
  ({ANSWER})(number);
  requestAnimationFrame(() => {{
    const {{ port1, port2 }} = new MessageChannel();
    port1.onmessage = () => resolve(performance.now() - clicked); // the frame is out
    port2.postMessage("");
  }});
}})"""


def main(runs: int = 9) -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache") as temporary:
        folder = Path(temporary) / "site"
        build("mkdocs", folder)
        tell(folder, runs)


def tell(folder: Path, runs: int) -> None:
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for count in (runs + 1, 100):
            took = sorted(checks(browser, address + PAGE, count, runs))
            middle = statistics.median(took)
            spread = f"{took[0]:.0f} to {took[-1]:.0f}"
            print(f"{count:3} questions: median {middle:.0f} ms, {spread}; goal {GOAL}")


def checks(browser: Browser, address: str, count: int, runs: int) -> list[float]:
    page = browser.new_context(bypass_csp=True).new_page()
    opened(page, address, count)
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    took = [page.evaluate(PAINTED, number) for number in range(1, runs + 1)]
    page.context.close()
    return took


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
