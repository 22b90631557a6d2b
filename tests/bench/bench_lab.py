"""The lab: from the click on Run to the first task done, a step, bytes, and what holds the page.

Each cold run has a browser context of its own, so no cache helps. Localhost, so the network does
not count. On a busy machine look at the smallest figure: load only ever adds.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from handoff import root
from handoff.lab.bundle.build import build
from tests.bench.costs import say
from tests.bench.results import Row
from tests.fixtures.lab import pages_built
from tests.fixtures.site import FLAGS, chromium, served

RUNS = 9
FIGURES = (
    ("cold", "nothing in the cache", "clock", "ms"),
    ("second", "a second run", "clock", "ms"),
    ("step", "a step", "clock", "ms"),
    ("held", "longest that the page is held", "clock", "ms"),
    ("bytes", "nothing in the cache", "bytes", "B"),
)

CLICK = """(number) => new Promise((resolve) => {
  const lab = document.querySelectorAll("code-lab")[number];
  const clicked = performance.now();
  const look = () => {
    if (lab.querySelector("[data-messages=backend] > li")) done();
  };
  const watch = new MutationObserver(look);
  const done = () => { watch.disconnect(); resolve(performance.now() - clicked); };
  lab.querySelector('[data-do="run"]').click();
  watch.observe(lab, { subtree: true, childList: true, attributes: true });
})"""
STEP = """async (number) => {
  const lab = document.querySelectorAll("code-lab")[number];
  const step = lab.querySelector('[data-do="step"]');
  const signal = lab.querySelector(".celery__signal");
  const held = (before) => new Promise((resolve) => {
    const look = () => {
      if (step.disabled || signal.textContent === before) return;
      watch.disconnect();
      resolve(performance.now());
    };
    const watch = new MutationObserver(look);
    watch.observe(lab, { subtree: true, childList: true, attributes: true });
    look();
  });
  lab.querySelector(".celery__pace [value=step]").click();
  lab.querySelector('[data-do="run"]').click();
  await held("");
  const clicked = performance.now();
  const next = held(signal.textContent);
  step.click();
  return await next - clicked;
}"""
IDLE = "!document.querySelectorAll('code-lab')[0].querySelector('[data-do=run]').disabled"
LONG = """() => { window.long = []; new PerformanceObserver((list) =>
  window.long.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: "longtask" }) }"""


def cold_run(browser: Browser, address: str) -> dict:
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    page.goto(f"{address}authors/labs/", wait_until="networkidle")
    context.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
    page.evaluate(LONG)
    figures = {"cold": page.evaluate(CLICK, 0)}
    page.wait_for_function(IDLE)
    figures["second"] = page.evaluate(CLICK, 0)
    page.wait_for_function(IDLE)
    figures["step"] = page.evaluate(STEP, 0)
    figures["bytes"] = sum(sizes)
    figures["held"] = max(page.evaluate("window.long"), default=0)
    context.close()
    return figures


def measure(quick: bool = False) -> list[Row]:
    build(root(), say)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with served(pages_built(Path(folder))) as address:
            figures = [cold_run(browser, address) for _ in range(1 if quick else RUNS)]
    case = "click on Run to the first task done"
    return [
        Row(case, name, figure, unit, [each[key] for each in figures])
        for key, name, figure, unit in FIGURES
    ]
