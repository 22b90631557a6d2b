"""What a program in a lab can reach: tried from Python in the tab, on the published page."""

import json

import pytest
from playwright.sync_api import expect

from tests.lab.pages import LabOnPage, opened

ELSEWHERE = "http://127.0.0.2:9/"  # loopback, and yet another host: nobody answers there
TAKEN = """
fetch XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport Request importScripts
Worker SharedWorker indexedDB caches CacheStorage BroadcastChannel postMessage onmessage
localStorage sessionStorage cookieStore document window parent opener FontFace fonts close
eval location webkitRequestFileSystem StorageManager Notification OffscreenCanvas
"""
TRY = """
import js
from pyodide.ffi import to_js

def tried(what, attempt):
    try:
        print(what, "reached", attempt())
    except BaseException as error:
        print(what, "refused")

for name in {taken}:
    tried(name, lambda: getattr(js, name))
tried("js.fetch", lambda: js.fetch("{elsewhere}"))
tried("navigator.storage", lambda: js.navigator.storage)
tried("navigator.locks", lambda: js.navigator.locks)
tried("navigator.sendBeacon", lambda: js.navigator.sendBeacon("{elsewhere}"))

def pyfetch():
    from pyodide.http import pyfetch
    from pyodide.ffi import run_sync
    return run_sync(pyfetch("{elsewhere}"))

def open_url():
    from pyodide.http import open_url
    return open_url("{elsewhere}")

def urlopen():
    from urllib.request import urlopen
    return urlopen("{elsewhere}", timeout=1)

def run_js():
    from pyodide.code import run_js
    return run_js("import('{elsewhere}')")

def function():
    return js.setTimeout.constructor.new("return import('{elsewhere}')")()

def micropip():
    from pyodide.ffi import run_sync
    import pyodide_js
    run_sync(pyodide_js.loadPackage("{elsewhere}x.whl"))  # says so and goes on
    import x

def chain():
    scope = js.Object.getPrototypeOf(js.self)
    while scope:
        for name in js.Object.getOwnPropertyNames(scope):
            assert name not in ("fetch", "caches", "indexedDB", "importScripts", "navigator"), name
        scope = js.Object.getPrototypeOf(scope)
    raise OSError("nothing found")

for attempt in (pyfetch, open_url, urlopen, run_js, function, micropip, chain):
    tried(attempt.__name__, attempt)
print("all tried")
"""
CRAFTED = """
import gc
tell = next(each for each in gc.get_objects() if type(each).__name__ == "Batches")
name = '"><img id=crafted src=x onerror=alert(1)><b a="'
tell("print", {"process": name, "text": "<i id=crafted>"})
"""


@pytest.fixture
def lab(lab_bundle, mkdocs_site: str, open_page) -> LabOnPage:
    """On the site as it is published, under its policy."""
    return opened(open_page(bypass_csp=False), mkdocs_site, 1)


def test_a_program_reaches_no_host_and_nothing_that_a_browser_keeps(lab: LabOnPage):
    asked: list[str] = []
    lab.page.context.on("request", lambda request: asked.append(request.url))
    lab.run("print('ready')\n")
    lab.says("Your program ended.")
    asked.clear()

    lab.run(TRY.replace("{taken}", json.dumps(TAKEN.split())).replace("{elsewhere}", ELSEWHERE))
    lab.says("Your program ended.")
    lab.prints("all tried")

    printed = lab.terminal("program").inner_text().splitlines()
    assert [line for line in printed if "reached" in line] == []
    assert len([line for line in printed if "refused" in line]) == len(TAKEN.split()) + 11
    assert asked == []
    lab.page.mishaps.clear()  # the browser tells of what the policy refused


def test_what_a_program_tells_the_page_is_text(lab: LabOnPage):
    lab.run(CRAFTED)
    lab.says("Your program ended.")

    expect(lab.root.get_by_text("<i id=crafted>")).to_be_visible()
    expect(lab.page.locator("#crafted")).to_have_count(0)
