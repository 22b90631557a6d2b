"""Firefox, by Marionette: the socket on which it takes WebDriver's commands without a driver.

A message is its length, a colon, and JSON: [0, number, command, parameters], answered by
[1, number, error, value].
"""

import itertools
import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from handoff.samples.waiting import wait_until

from .process import started
from .tab import Tab

MISSING = "no firefox: install it with your system's package manager"
QUIET = {  # what a fresh profile would ask Mozilla's hosts, besides what Marionette turns off
    "app.normandy.enabled": False,
    "browser.region.network.url": "",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "media.gmp-manager.chromium-update-url": "data:,",
    "media.gmp-manager.url": "data:,",
    "services.settings.server": "data:,",
}
WITHOUT_WEBASSEMBLY = {"javascript.options.wasm": False}


def program() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def opened(folder: Path, proxy: int, **preferences: Any) -> Iterator[Tab]:
    """A tab of a Firefox without a window, whose every request goes to the proxy's port."""
    profile = folder / "profile"
    profile.mkdir()
    wanted = {"marionette.port": 0, **QUIET, **through(proxy), **preferences}
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(v)});\n" for name, v in wanted.items())
    (profile / "user.js").write_text("".join(lines))
    command = [program(), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    # A released Firefox lets its settings' server be changed only where it is being developed.
    with started(command, HOME=str(folder), MOZ_REMOTE_SETTINGS_DEVTOOLS="1"):
        port = wait_until(lambda: told(profile / "MarionetteActivePort"), "Firefox does not start")
        with socket.create_connection(("127.0.0.1", int(port)), timeout=90) as connection:
            marionette = Marionette(connection)
            marionette("NewSession", {})
            yield Tab("Firefox", marionette)


def through(proxy: int) -> dict[str, Any]:
    return {
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": proxy,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": proxy,
        "network.proxy.allow_hijacking_localhost": True,
    }


def told(file: Path) -> str:
    return file.read_text() if file.exists() else ""


class Marionette:
    def __init__(self, connection: socket.socket):
        self.connection = connection
        self.answers = connection.makefile("rb")
        self.numbers = itertools.count(1)
        self.read()  # it says who it is

    def __call__(self, command: str, parameters: dict) -> Any:
        message = json.dumps([0, next(self.numbers), f"WebDriver:{command}", parameters]).encode()
        self.connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self.read()
        assert not error, f"{error['error']}: {error['message']}"
        return answer.get("value") if isinstance(answer, dict) else answer

    def read(self) -> Any:
        length = b"".join(iter(lambda: self.answers.read(1), b":"))
        return json.loads(self.answers.read(int(length)))
