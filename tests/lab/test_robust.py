"""What readers, networks and disks may do to a lab: a clear outcome, and the page lives on."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.lab.pages import PATIENCE, LabOnPage, opened

ENDS = [
    ("import sys\nsys.exit(3)\n", "exit code 3", ""),
    ("print('half'\n", "exit code 1", "SyntaxError: '(' was never closed"),
    ("import numpy\n", "exit code 1", "'numpy' is not in the lab"),
    ("input('name? ')\n", "exit code 1", "EOFError: the lab has no keyboard"),
    ("print(len(bytearray(100_000_000)))\n", "Your program ended.", "100000000"),
    ("x = bytearray(5_000_000_000)\n", "exit code 1", "Error"),
    ("def again(): again()\nagain()\n", "exit code 1", "RecursionError"),
    (
        "import threading\nthreading.Thread(target=print).start()\n",
        "exit code 1",
        "can't start new",
    ),
]


@pytest.fixture
def lab(page: Page, lab_pages: str) -> LabOnPage:
    return opened(page, lab_pages, 1)


def still_works(lab: LabOnPage) -> None:
    """The reader's text is still there, and the next Run is a good one."""
    expect(lab.root.locator("textarea").first).to_be_visible()
    lab.run("print('alive')\n")
    lab.says("Your program ended.")
    lab.prints("alive")


def test_programs_that_end_badly_say_how(lab: LabOnPage):
    for program, said, printed in ENDS:
        lab.run(program)
        lab.says(said)
        lab.prints(printed)
        expect(lab.button("Run")).to_be_enabled(timeout=PATIENCE)
    still_works(lab)


def test_endless_loop_can_be_stopped(lab: LabOnPage):
    lab.run("while True: pass\n")
    lab.says("Your program runs")

    lab.press("Stop")

    lab.says("Stopped. Run starts afresh.")
    still_works(lab)


def test_endless_loop_is_ended_when_nothing_stirs(page: Page, lab_pages: str):
    page.clock.install()
    lab = opened(page, lab_pages, 1)
    lab.run("print('once')\nwhile True: pass\n")
    lab.says("Your program runs")
    lab.prints("once")

    page.clock.run_for(25_000)

    lab.says("an endless loop?")
    expect(lab.button("Run")).to_be_enabled()


def test_endless_task_is_ended_and_the_reason_said(page: Page, lab_pages: str):
    page.clock.install()
    lab = opened(page, lab_pages, 1)
    lab.write("tasks.py", ENDLESS_TASKS)
    lab.run("from tasks import never\nnever.delay()\n")
    lab.next("1 message waits")
    lab.press("Start worker")
    lab.prints("it begins", "worker")

    page.clock.run_for(25_000)

    lab.says("an endless loop?")
    still_works(lab)


ENDLESS_TASKS = """
from celery import Celery
app = Celery("tasks", broker="redis://localhost", backend="redis://localhost")
@app.task
def never():
    print("it begins", flush=True)
    while True: pass
"""


def test_lab_is_as_it_was_when_a_tab_wakes_up(page: Page, lab_pages: str):
    page.clock.install()
    lab = opened(page, lab_pages, 1)
    lab.run()
    lab.next("1 message waits in the broker")

    page.clock.fast_forward("08:00:00")  # every timer is due, once

    lab.press("Start worker")
    lab.says("Worker started.")
    lab.next("The worker has nothing to do.")


def test_task_that_is_a_coroutine_fails_as_it_does_anywhere(lab: LabOnPage):
    lab.write("tasks.py", ASYNC_TASKS)
    lab.run("from tasks import later\nlater.delay()\n")
    lab.next("1 message waits")
    lab.press("Start worker")

    lab.prints("Object of type coroutine is not JSON serializable", "worker")
    expect(lab.piece("result backend")).to_contain_text("FAILURE", timeout=PATIENCE)


ASYNC_TASKS = """
from celery import Celery
app = Celery("tasks", broker="redis://localhost", backend="redis://localhost")
@app.task
async def later():
    return 1
"""


@pytest.mark.slow
def test_ten_thousand_messages_are_counted_and_the_first_shown(lab: LabOnPage):
    lab.run("from tasks import send_receipt\nfor n in range(10_000): send_receipt.delay(n)\n")

    lab.next("10,000 messages wait in the broker", patience=2 * PATIENCE)

    assert lab.piece("broker").get_by_role("listitem").count() <= 12
    lab.press("Reset")
    lab.says("An empty broker")


def test_flood_of_prints_keeps_its_end(lab: LabOnPage):
    lab.run("for n in range(30_000): print('line', n)\n")

    lab.says("Your program ended.")
    lab.prints("line 29999")
    assert len(lab.terminal("program").inner_text()) < 50_000


def test_a_script_that_does_not_come_is_told_of_and_asked_for_again(page: Page, lab_pages: str):
    page.context.route("**/lab/machine.js", lambda route: route.abort())
    lab = opened(page, lab_pages)
    lab.run()
    told = page.get_by_role("status").filter(has_text="A part of this page didn’t arrive.")
    expect(told).to_be_visible()
    expect(lab.button("Run")).to_be_enabled()
    expect(lab.status).to_be_empty()
    page.context.unroute("**/lab/machine.js")

    lab.run()

    lab.says("Your program ended.")
    page.mishaps.clear()  # the browser complains about the script that we withheld


def test_failed_download_says_so_and_the_next_run_goes_on(page: Page, lab_pages: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.route("**/disk.bin.*", lambda route: route.abort())
    lab = opened(page, lab_pages)
    lab.run()
    lab.says("Run again to go on.")
    page.mishaps.clear()  # the browser complains about the file we withheld

    page.context.unroute("**/disk.bin.*")
    asked.clear()
    lab.run()

    lab.says("Your program ended.")
    assert [url for url in asked if "disk.bin" in url]


def test_what_has_arrived_is_kept_when_a_download_breaks_off(page: Page, lab_pages: str):
    asked: list[str] = []
    arrived: list[str] = []
    withheld: list[Route] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.on("requestfinished", lambda request: arrived.append(request.url))
    page.context.route("**/disk.bin.*", lambda route: withheld.append(route))
    lab = opened(page, lab_pages)
    lab.run()
    lab.says("MB")
    wait_until(lambda: named("memory.bin", arrived) and named("asm.wasm", arrived), page)
    [route] = withheld
    route.abort()
    lab.says("Run again to go on.")
    page.mishaps.clear()

    page.context.unroute("**/disk.bin.*")
    asked.clear()
    lab.run()

    lab.says("Your program ended.")
    assert named("disk.bin", asked)
    assert not named("memory.bin", asked) and not named("asm.wasm", asked)


def named(name: str, urls: list[str]) -> list[str]:
    return [url for url in urls if name in url]


def wait_until(done, page: Page) -> None:
    for _ in range(PATIENCE // 100):
        if done():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came to that")


def test_loading_is_in_sight_and_can_be_cancelled(page: Page, lab_pages: str):
    withheld: list[Route] = []
    asked: list[str] = []
    page.clock.install()
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.route("**/memory.bin.*", lambda route: withheld.append(route))
    lab = opened(page, lab_pages)
    lab.run()
    lab.says("MB")
    page.clock.fast_forward(30_000)  # a slow line is no broken start: nothing else is fetched
    assert [url for url in asked if "boot.zip" in url] == []
    expect(lab.root.get_by_role("progressbar", name="Loaded")).to_be_visible()

    lab.press("Stop")

    lab.says("Cancelled. Run starts again.")
    expect(lab.root.get_by_role("progressbar")).to_have_count(0)
    page.context.unroute("**/memory.bin.*")
    lab.run()
    lab.says("Your program ended.")


def test_cut_download_says_so(page: Page, lab_pages: str):
    def cut(route: Route) -> None:
        body = route.fetch().body()
        route.fulfill(status=200, body=body[: len(body) // 2])

    page.context.route("**/memory.bin.*", cut)
    lab = opened(page, lab_pages)
    lab.run()
    lab.says("Run again to go on.")

    page.context.unroute("**/memory.bin.*")
    lab.run()

    lab.says("Your program ended.")


def test_site_built_without_its_lab_says_so(page: Page, lab_pages: str):
    page.context.route("**/lab/manifest.json", lambda route: route.fulfill(status=404, body=""))

    lab = opened(page, lab_pages)
    lab.run()

    lab.says("This copy of the site was built without its lab")
    page.mishaps.clear()


@pytest.mark.parametrize(
    "broken", ["Cache.prototype.put", pytest.param("caches.open", marks=pytest.mark.slow)]
)
def test_no_room_in_the_cache_is_no_obstacle(open_page, lab_pages: str, broken):
    page = open_page()
    page.context.route("**/lab/machine-thread.js", lambda route: route.fulfill(
        content_type="text/javascript",
        body=f"""{broken} = async () => {{ throw new DOMException("full", "QuotaExceededError") }};
                 {route.fetch().text()}""",
    ))  # fmt: skip

    lab = opened(page, lab_pages)
    lab.run()

    lab.says("Your program ended.")


def test_browser_that_cannot_switch_stacks_runs_the_lab_too(page: Page, lab_pages: str):
    page.context.route("**/lab/machine-thread.js", lambda route: route.fulfill(
        content_type="text/javascript",
        body=f"delete WebAssembly.Suspending;{route.fetch().text()}",
    ))  # fmt: skip
    lab = opened(page, lab_pages)

    lab.run()

    lab.says("Your program ended.")
    lab.prints("at try 3")
    other = LabOnPage(page, 1)
    other.run("from pyodide.ffi import run_sync\nrun_sync(None)\n")
    other.prints("stack switching not supported")


def test_phone_that_leaves_a_function_out_starts_from_the_image(open_page, lab_pages: str):
    """Pyodide does without one function on iPhones, by their name: the image must not call it."""
    page = open_page(user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    lab = opened(page, lab_pages)

    lab.run()

    lab.says("It printed what was recorded")
    assert [url for url in asked if "memory.bin" in url]
    assert [url for url in asked if "boot.zip" in url] == []


def test_kept_memory_brings_neither_chance_nor_time_zone(open_page, lab_pages: str):
    def printed() -> str:
        page = open_page(timezone_id="Asia/Kathmandu")
        lab = opened(page, lab_pages, 1)
        lab.run(ITS_OWN)
        lab.says("Your program ended.")
        return lab.terminal("program").inner_text()

    first, second = printed().split(), printed().split()

    assert first[:3] == second[:3] == ["-20700", "5:45:00", "5:45:00"]
    assert first[3] != second[3]
    assert first[4] != second[4]


ITS_OWN = """
import random, time, uuid
from datetime import datetime
from celery.utils.time import LocalTimezone
print(time.timezone)
print(datetime.now().astimezone().utcoffset())
print(LocalTimezone().utcoffset(datetime(2026, 1, 1)))
print(random.random())
print(uuid.uuid4())
"""


def test_second_page_takes_the_bundle_from_the_cache(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.run()
    lab.next("1 message waits")
    kept = "caches.open('handoff-lab /').then((c) => c.keys()).then((k) => k.length === 6)"
    wait_until(lambda: page.evaluate(kept), page)
    page.reload()
    page.context.route("**/*.bin", lambda route: route.abort())

    lab.run()

    lab.next("1 message waits")


def test_blocked_storage_keeps_edits_for_the_page(open_page, lab_pages: str):
    page = open_page()
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }"
    )
    lab = opened(page, lab_pages, 1)

    lab.write("waiting.py", "print('kept')\n")
    lab.says("the edit lasts as long as the page")
    lab.run()

    lab.prints("kept")
