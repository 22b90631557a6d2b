"""The start from a memory image may fail in any way; the ordinary start gives the same machine."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from handoff.lab.bundle import build, pyodide, sources
from handoff.samples.waiting import wait_until
from tests.fixtures.lab import pages_built
from tests.fixtures.site import ROOT, served
from tests.lab.pages import opened

HOLES = """const [from, to] = process.argv.slice(-2), fs = require("node:fs");
const zlib = require("node:zlib"), memory = zlib.zstdDecompressSync(fs.readFileSync(from));
for (let at = 1 << 20; at < memory.length; at += 1 << 16) memory.fill(0xff, at, at + 4096);
fs.writeFileSync(to, zlib.zstdCompressSync(memory));"""


def changed(file: str, old: str, new: str) -> tuple[str, Callable[[Route], None]]:
    """A script of the lab, served with one place in it changed."""

    def send(route: Route) -> None:
        text = route.fetch().text()
        assert old in text
        route.fulfill(content_type="text/javascript", body=text.replace(old, new))

    return f"**/lab/{file}", send


def torn(route: Route) -> None:
    body = route.fetch().body()
    route.fulfill(status=200, body=body[:1000] + bytes(1000) + body[2000:])


FILL = "fillMemory(machine.HEAPU8, base, image);"
BREAKS = {
    "the file does not unpack": ("**/memory.bin.*", torn),
    "Pyodide calls it otherwise": changed("image.js", "_loadSnapshot:", "_loadImage:"),
    "the image is not the machine's": changed("image.js", FILL, ""),
    "restoring throws": changed("image.js", "fillDisk(machine.FS", "fillDisk(null"),
}


FIRST, *OTHERS = BREAKS
NIGHTLY = [pytest.param(how, marks=pytest.mark.slow) for how in OTHERS]


@pytest.mark.parametrize("how", [FIRST, *NIGHTLY])
def test_ordinary_start_takes_over(page: Page, lab_pages: str, how: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.route(*BREAKS[how])
    lab = opened(page, lab_pages)

    lab.run()

    lab.says("It printed what was recorded")
    lab.prints("celery@browser ready.", "worker")
    assert any("boot.zip" in url for url in asked)
    page.mishaps.clear()  # what the broken start complained of


def test_image_with_holes_is_noticed(page: Page, lab_pages: str, lab_bundle: Path, tmp_path: Path):
    file = json.loads((lab_bundle / "manifest.json").read_text())["files"]["memory.bin"]
    sources.node("-e", HOLES, str(lab_bundle / file["path"]), str(tmp_path / "holes"))
    body = (tmp_path / "holes").read_bytes()
    manifest = (lab_bundle / "manifest.json").read_text()
    manifest = manifest.replace(f'"bytes": {file["bytes"]}', f'"bytes": {len(body)}')
    page.context.route("**/memory.bin.*", lambda route: route.fulfill(status=200, body=body))
    page.context.route("**/manifest.json", lambda route: route.fulfill(status=200, body=manifest))
    lab = opened(page, lab_pages)

    lab.run()

    lab.says("It printed what was recorded")
    page.mishaps.clear()


@pytest.mark.slow
def test_start_that_hangs_is_given_up(page: Page, lab_pages: str):
    page.clock.install()
    page.context.route(*changed("image.js", FILL, "for (;;);"))
    lab = opened(page, lab_pages)
    lab.run()
    page.wait_for_function(ARRIVED)

    page.clock.fast_forward(11_000)

    lab.says("It printed what was recorded")


ARRIVED = """async () => {
  const { take } = await import(new URL("/assets/javascripts/lab/machine.js", location));
  const owner = document.querySelector("code-lab").view;
  return Boolean(owner && take(owner).arrived);
}"""


def test_only_a_version_whose_image_was_tried_is_built():
    [pinned] = re.findall(r'"pyodide": "([\d.]+)"', (ROOT / "package.json").read_text())

    assert pyodide.refusal(pinned) == ""
    assert "was tried with 314.0.7; see" in pyodide.refusal("999.0.0")
    assert set(build.ORDINARY) == {"boot.zip", "startup.bin"}


@pytest.fixture(scope="module")
def two_copies(lab_bundle: Path, tmp_path_factory) -> Iterator[str]:
    """One origin with the same site at /one/ and at /two/."""
    folder = tmp_path_factory.mktemp("copies")
    site = pages_built(folder)
    for name in ("one", "two"):
        shutil.copytree(site, folder / "host" / name)
    with served(folder / "host") as address:
        yield address


def test_two_copies_on_one_origin_keep_their_own(page: Page, two_copies: str):
    first = opened(page, f"{two_copies}one/", 1)
    first.run("print('mine')\n")
    first.says("Your program ended.")
    wait_until(lambda: page.evaluate(f"({KEPT})('handoff-lab /one/')"), "the bundle")

    second = opened(page, f"{two_copies}two/", 1)
    assert second.root.locator("textarea").count() == 0
    second.run()
    second.next("1 message waits")
    wait_until(lambda: page.evaluate(f"({KEPT})('handoff-lab /two/')"), "the bundle")

    assert page.evaluate(f"({KEPT})('handoff-lab /one/')")
    assert page.evaluate("localStorage['handoff-lab /one/'].includes('mine')")


KEPT = "(name) => caches.open(name).then((c) => c.keys()).then((k) => k.length === 6)"
