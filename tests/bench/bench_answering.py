"""From the click on Check answer to its result painted, and the processor's time until all is done.

    python -m tests.bench.bench_answering [9]

On pages with 1, 10 and 100 questions, as fast as this machine is and made four times slower. On a
busy machine look at the smallest figures.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.bench.many_questions import ANSWER, opened
from tests.browser.reader import PAGE
from tests.fixtures.site import FLAGS, ROOT, build, chromium, served

GOAL = 50  # milliseconds until it is painted, on a processor four times slower
ASKED = (1, 10, 100)
SLOWER = (1, 4)
PAINTED = f"""(number) => new Promise((resolve) => {{
  const clicked = performance.now();
  ({ANSWER})(number);
  requestAnimationFrame(() => {{
    const {{ port1, port2 }} = new MessageChannel();
    port1.onmessage = () => resolve(performance.now() - clicked); // the frame is out
    port2.postMessage("");
  }});
}})"""
OPEN_AGAIN = """(number) => new Promise((resolve) => {
  const form = document.querySelectorAll("[data-quiz='authors/choice'] form")[number];
  if (form.dataset.result) form.querySelector("[type=reset]").click();
  requestAnimationFrame(() => setTimeout(resolve, 100));
})"""


def main(runs: int = 9) -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache") as temporary:
        folder = Path(temporary) / "site"
        build("mkdocs", folder)
        tell(folder, runs)


def tell(folder: Path, runs: int) -> None:
    print(f"goal: painted within {GOAL} ms at 4 × slower")
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for count in ASKED:
            for slower in SLOWER:
                took = checks(browser, address + PAGE, count, slower, runs)
                painted, busy = (spread(each) for each in zip(*took, strict=True))
                print(f"{count:3} questions, {slower} × slower: painted {painted}; busy {busy}")


def spread(took: tuple[float, ...]) -> str:
    return f"{statistics.median(took):.0f} ms ({min(took):.0f} to {max(took):.0f})"


def checks(
    browser: Browser, address: str, count: int, slower: int, runs: int
) -> list[tuple[float, float]]:
    """Milliseconds until the result is painted, and of the processor's work, for each click."""
    page = browser.new_context(bypass_csp=True).new_page()
    opened(page, address, count)
    page.wait_for_load_state("networkidle")  # what comes after a first answer has come
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    took = []
    for number in range(1, runs + 1):
        page.evaluate(OPEN_AGAIN, number % count)
        before = busy(tools)
        painted = page.evaluate(PAINTED, number % count)
        page.wait_for_timeout(100)
        took.append((painted, busy(tools) - before))
    page.context.close()
    return took


def busy(tools: CDPSession) -> float:
    """Milliseconds that the page's main thread has worked."""
    metrics = tools.send("Performance.getMetrics")["metrics"]
    [seconds] = [each["value"] for each in metrics if each["name"] == "TaskDuration"]
    return 1000 * seconds


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
