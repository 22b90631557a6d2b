"""From the click on Check to the painted result, with 1, 10 and 100 questions on the page.

A choice is picked, what the page loads for that is waited for, and then Check is clicked. “Script”
ends when the click's handlers have returned, “painted” with the frame that shows what they changed.
"""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.bench_build import project
from tests.bench.bench_weight import CHAPTER, build
from tests.bench.costs import in_turns, say
from tests.bench.results import Row
from tests.bench.tools import TOOLS
from tests.fixtures.site import FLAGS, chromium, served

ASKED = (1, 10, 100)
RUNS = 9
CLICK = """(form) => new Promise((resolve) => {
  const button = form.querySelector("[type=submit]");
  const start = performance.now();
  button.click();
  const script = performance.now() - start;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve([script, performance.now() - start]);
    port2.postMessage("painted");
  });
})"""
FORM = {"ours": "quiz-check form[data-id]", "quiz": ".quiz form"}
CAME = """async () => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const module = loaded.find((name) => name.endsWith("/answering.js"));
  return module && Boolean(await import(module));
}"""
SAID = {"ours": "quiz-check .quiz__verdict:visible", "quiz": ".quiz-feedback:not(.hidden)"}


def measure(quick: bool = False) -> list[Row]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        return [row for asked in ASKED for row in with_questions(asked, browser, quick)]


def with_questions(asked: int, browser: Browser, quick: bool) -> Iterator[Row]:
    runs = 2 if quick else RUNS
    with project(TOOLS["ours"], 1, asked) as ours, project(TOOLS["quiz"], 1, asked) as theirs:
        sites = {"ours": build(TOOLS["ours"], ours), "quiz": build(TOOLS["quiz"], theirs)}
        with served(sites["ours"]) as one, served(sites["quiz"]) as other:
            addresses = {"ours": one, "quiz": other}
            found = in_turns(
                list(FORM),
                runs,
                lambda name: click(browser, addresses[name], name),
            )
    for name, times in found.items():
        script, painted = (list(each) for each in zip(*times, strict=True))
        say(f"{asked} questions, {TOOLS[name].title}: {sorted(painted)[len(painted) // 2]:.1f} ms")
        case = f"{asked} {'question' if asked == 1 else 'questions'}"
        yield Row(case, TOOLS[name].title, "script", "ms", script)
        yield Row(case, TOOLS[name].title, "painted", "ms", painted)


def click(browser: Browser, address: str, name: str) -> tuple[float, float]:
    """Milliseconds of one click on a page that was opened for it."""
    context = browser.new_context(bypass_csp=True)
    page: Page = context.new_page()
    page.goto(f"{address}{CHAPTER}", wait_until="networkidle")
    form = page.locator(FORM[name]).first
    form.locator("input").first.click()
    if name == "ours":
        page.wait_for_function(CAME)
    script, painted = form.evaluate(CLICK)
    page.locator(SAID[name]).first.wait_for()
    context.close()
    return script, painted
