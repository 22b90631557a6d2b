"""WebKit, by WebKitGTK's own driver and its MiniBrowser, on a screen that only memory has."""

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from handoff.samples.ports import free_port
from handoff.samples.waiting import wait_until

from .process import started
from .tab import Tab

MISSING = "no WebKitWebDriver or no Xvfb: install webkit2gtk-driver and xvfb"
PATHS = {
    "Navigate": "/url",
    "Refresh": "/refresh",
    "ExecuteScript": "/execute/sync",
    "PerformActions": "/actions",
}
WITHOUT_WEBASSEMBLY = {"JSC_useWasm": "0"}


def program() -> str | None:
    return shutil.which("Xvfb") and shutil.which("WebKitWebDriver")


@contextmanager
def opened(folder: Path, proxy: int, **environment: str) -> Iterator[Tab]:
    """A tab of a WebKit, whose every request goes to the proxy's port."""
    port = free_port()
    with (
        screen() as display,
        started(
            [program(), f"--port={port}"],
            HOME=str(folder),
            XDG_DATA_HOME=str(folder),
            XDG_CACHE_HOME=str(folder),
            DISPLAY=display,
            **environment,
        ),
        session(f"http://127.0.0.1:{port}/session", proxy) as own,
    ):
        yield Tab("WebKit", lambda command, given: ask("POST", own + PATHS[command], given))


@contextmanager
def screen() -> Iterator[str]:
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]
    with started(command, stdout=subprocess.PIPE) as process:
        yield f":{process.stdout.readline().decode().strip()}"


@contextmanager
def session(sessions: str, proxy: int) -> Iterator[str]:
    host = f"127.0.0.1:{proxy}"
    through = {"proxyType": "manual", "httpProxy": host, "sslProxy": host}
    wanted = {"capabilities": {"alwaysMatch": {"proxy": through}}}
    wait_until(lambda: listening(sessions), "WebKitWebDriver does not start")
    own = f"{sessions}/{ask('POST', sessions, wanted)['sessionId']}"
    yield own
    ask("DELETE", own)


def listening(sessions: str) -> bool:
    try:
        return bool(ask("GET", sessions.replace("/session", "/status")))
    except OSError:
        return False


def ask(method: str, address: str, given: dict | None = None) -> Any:
    body = None if given is None else json.dumps(given).encode()
    request = urllib.request.Request(address, body, method=method)
    try:
        with urllib.request.urlopen(request, timeout=90) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as refusal:
        told = json.load(refusal)["value"]
        raise AssertionError(f"{told['error']}: {told['message']}") from None
