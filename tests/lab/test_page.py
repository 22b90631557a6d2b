"""A lab in the page: what it shows and does, before and after Run, in Chromium."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.reader import WRAP_ALL_TEXT
from tests.lab.pages import PATIENCE, LabOnPage, opened

HERE = Path(__file__).parent


def test_nothing_of_it_is_loaded_before_run(page: Page, lab_pages: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    opened(page, lab_pages).button("Run").hover()
    page.wait_for_load_state("load")

    assert any("/javascripts/lab.js" in url for url in asked)
    assert [url for url in asked if re.search(r"/(lab|celery)/\w+\.(js|json)|\.bin$", url)] == []


def test_run_shows_every_piece(page: Page, lab_pages: str):
    lab = opened(page, lab_pages)

    lab.run()

    lab.says("Your program ended. It printed what was recorded")
    lab.prints("sent: receipt for order 7 sent")
    lab.prints("celery@browser ready.", "worker")
    lab.prints("Task tasks.charge_card", "worker")
    expect(lab.piece("client")).to_contain_text("4 messages sent")
    expect(lab.piece("broker")).to_contain_text("0 messages wait")
    expect(lab.piece("result backend")).to_contain_text("2 rows")
    expect(lab.piece("result backend")).to_contain_text('SUCCESS "order 7 charged at try 3"')
    lab.root.get_by_text("Signals so far").click()
    signals = lab.root.get_by_role("listitem").all_inner_texts()
    assert any("Your program published send_receipt(7)" in text for text in signals)
    assert any("charge_card(7) asks for another try" in text for text in signals)
    assert violations(page, "code-lab") == []


def test_message_waits_until_the_reader_starts_a_worker(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.run()
    lab.next("1 message waits in the broker, and no worker runs. Next: Start worker.")

    lab.press("Start worker")

    expect(lab.piece("result backend")).to_contain_text("SUCCESS", timeout=PATIENCE)
    expect(lab.piece("broker")).to_contain_text("0 messages wait")
    lab.next("The worker has nothing to do.")


def test_wait_can_be_skipped(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.run("from tasks import send_receipt\nsend_receipt.apply_async((1,), countdown=3600)\n")
    lab.next("1 message waits")
    lab.press("Start worker")
    expect(lab.piece("worker")).to_contain_text("held until", timeout=PATIENCE)
    lab.next("Skip the wait")

    lab.press("Skip the wait")

    expect(lab.piece("result backend")).to_contain_text("SUCCESS", timeout=PATIENCE)


def test_worker_can_be_started_while_the_program_waits(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.run("from tasks import send_receipt\nprint(send_receipt.delay(1).get(timeout=80))\n")
    lab.next("1 message waits in the broker")

    lab.press("Start worker")

    lab.prints("receipt for order 1 sent")


def test_edits_outlive_the_page_and_can_be_undone(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.write("waiting.py", "print('mine')\n")
    page.wait_for_function("localStorage.getItem('handoff-lab /')?.includes('mine')")

    page.reload()
    lab = LabOnPage(page, 1)
    expect(lab.root.locator("textarea").first).to_have_value("print('mine')\n")
    lab.press("Back to the original")
    page.reload()

    expect(LabOnPage(page, 1).root.locator("textarea")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('handoff-lab /')") == '{"version":1,"labs":{}}'


def test_link_opens_the_edited_program_elsewhere(open_page, lab_pages: str):
    page = open_page()
    lab = opened(page, lab_pages, 1)
    expect(lab.button("Copy a link")).to_be_hidden()
    lab.write("waiting.py", "print('from afar: ✓')\n")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject('not allowed') }")
    lab.press("Copy a link")
    lab.says("nothing was sent anywhere")

    elsewhere = open_page()
    elsewhere.goto(page.url)

    other = LabOnPage(elsewhere, 1)
    other.says("These files come from a link.")
    other.run()
    other.prints("from afar: ✓")
    expect(LabOnPage(elsewhere, 0).root.locator("textarea")).to_have_count(0)
    elsewhere.goto(f"{lab_pages}authors/labs/#lab=cut-short")
    expect(elsewhere.get_by_role("heading", name="Labs for authors")).to_be_visible()


def test_two_labs_of_a_page_take_turns(page: Page, lab_pages: str):
    first, second = opened(page, lab_pages), LabOnPage(page, 1)
    first.run()
    first.says("Your program ended.")

    second.run()
    second.next("1 message waits in the broker")

    first.says("Another lab of this page has taken over.")
    first.prints("sent: receipt for order 7 sent")
    assert len(page.workers) == 1


def test_leaving_the_page_in_mid_run_ends_the_machine(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.run("while True: pass\n")
    lab.says("Your program runs")

    [machine] = page.workers
    with machine.expect_event("close", timeout=PATIENCE):
        page.get_by_role("link", name="Handoff, home").click()

    page.wait_for_url(lab_pages)
    assert page.workers == []


def test_one_machine_serves_all_labs_of_a_visit(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.run()
    lab.next("1 message waits in the broker")
    [machine] = page.workers
    page.get_by_role("link", name="Handoff, home").click()
    page.wait_for_url(lab_pages)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="Labs", exact=True).first.click()
    page.wait_for_url(f"{lab_pages}authors/labs/")

    again = LabOnPage(page, 0)
    again.run()

    again.says("Your program ended.")
    assert page.workers == [machine]
    assert [url for url in asked if url.endswith(".bin")] == []


def test_lab_survives_a_page_translator(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    page.evaluate(WRAP_ALL_TEXT)
    lab.run()
    lab.next("1 message waits in the broker, and no worker runs.")
    page.evaluate(WRAP_ALL_TEXT)

    lab.press("Start worker")

    expect(lab.piece("result backend")).to_contain_text("SUCCESS", timeout=PATIENCE)
    lab.next("The worker has nothing to do.")
    lab.says("Worker started.")


def test_keyboard_alone_is_enough(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.root.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    expect(lab.root.get_by_label("tasks.py", exact=True)).to_be_visible()

    lab.button("Run").focus()
    page.keyboard.press("Enter")

    lab.next("1 message waits in the broker")
    lab.button("Start worker").focus()
    page.keyboard.press("Space")
    lab.says("Worker started.")


def test_reader_without_webassembly_is_told(open_page, lab_pages: str):
    page = open_page()
    page.add_init_script("delete globalThis.WebAssembly")

    lab = opened(page, lab_pages)

    lab.says("This browser has no WebAssembly")
    expect(lab.button("Run")).to_be_disabled()
    expect(lab.root).to_contain_text("sent: receipt for order 7 sent")


def test_reader_without_javascript_has_files_and_output(open_page, lab_pages: str):
    page = open_page(java_script_enabled=False)

    lab = opened(page, lab_pages)

    expect(lab.root).to_contain_text("def send_receipt(order):")
    expect(lab.root).to_contain_text("sent: receipt for order 7 sent")
    expect(lab.root).to_contain_text("To run it in the page takes JavaScript.")
    expect(lab.button("Run")).to_be_hidden()
    lab.root.get_by_text("program.py").first.click()
    expect(lab.root).to_contain_text("from tasks import charge_card")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_accessible_and_no_wider_than_the_window(open_page, lab_pages: str, scheme, width):
    page = open_page(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    lab = opened(page, lab_pages, 1)
    before = violations(page, "code-lab")

    lab.run()
    lab.next("1 message waits in the broker")
    lab.piece("broker").get_by_role("button").click()
    expect(lab.root.get_by_role("region", name="Opened message")).to_contain_text("delivery_tag")

    assert (before, violations(page, "code-lab")) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_button_picture_and_output_are_in_view_together_on_a_phone(open_page, lab_pages: str):
    lab = opened(open_page(viewport={"width": 360, "height": 740}), lab_pages, 1)
    lab.run()
    lab.next("Next: Start worker.")

    lab.button("Run").evaluate("(button) => { button.scrollIntoView(); scrollBy(0, -60) }")

    for part in (lab.button("Run"), lab.button("Start worker"), lab.piece("result backend")):
        expect(part).to_be_in_viewport(ratio=1)
    expect(lab.terminal("program")).to_be_in_viewport(ratio=0.3)


def test_steps_by_keyboard_take_one_key_each(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.run()
    lab.next("Next: Start worker.")
    lab.root.get_by_label("Step by step").check()
    lab.press("Start worker")
    told = lab.root.locator(".celery__signal")
    expect(told).to_contain_text("received", timeout=PATIENCE)
    lab.button("Step").focus()

    for signal in ("acknowledged", "started"):
        page.keyboard.press("Enter")
        expect(told).to_contain_text(signal, timeout=PATIENCE)
        expect(lab.button("Step")).to_be_focused()


@pytest.mark.slow
def test_chromium_sees_what_node_sees(page: Page, lab_pages: str, in_node):
    files = {name: (HERE / name).read_text() for name in ("scenario.py", "turned.py")}
    [done] = in_node([{"files": files, "program": "turned.py"}])
    opened(page, lab_pages)

    printed = page.evaluate(
        """async (files) => {
          const { take } = await import(new URL("/assets/javascripts/lab/machine.js", location));
          let printed = "";
          const hear = ({ events = "[]" }) => {
            for (const [, { process, text = "" }] of JSON.parse(events)) {
              if (process === "program") printed += text;
            }
          };
          const machine = take({ hear, ended() {}, lost() {} });
          await machine.call("run", { files, start: {}, program: "turned.py" });
          machine.end("done");
          return printed;
        }""",
        files,
    )

    checks = json.loads(printed.splitlines()[-1])["checks"]
    assert checks == json.loads(done["printed"]["program"].splitlines()[-1])["checks"]


def test_both_builders_publish_the_bundle(page: Page, lab_bundle: Path, site: str):
    answer = page.request.get(f"{site}assets/lab/manifest.json")

    assert answer.json() == json.loads((lab_bundle / "manifest.json").read_text())
