"""The site and the browser's proxy in one: whatever the browser asks for, of any host, comes here.

`http://127.0.0.1:<any port>/` is the site, so that each test has an origin without a past; all else
is noted and refused. Each page gets a script that tells what goes wrong in it.
"""

import functools
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.fixtures.site import Handler, Server

TELLING = (Path(__file__).parent / "telling.js").read_bytes()
TLS = b"\x16"  # the first byte of a handshake
TAG = b'<script src="/telling.js"></script>'


@dataclass
class Seen:
    """What the browser asked of the site since `forget`, and what it should not have done."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    mishaps: list[str] = field(default_factory=list)
    forgives: bool = False  # scripts that do not come: they are noted apart
    forgiven: list[str] = field(default_factory=list)
    refused: str = ""  # the end of an address that brings nothing but an error
    held: str = ""  # the end of one that brings nothing yet
    goes_on: threading.Event = field(default_factory=threading.Event)  # what is held

    def forget(self) -> None:
        self.asked.clear()
        self.mishaps.clear()
        self.forgiven.clear()
        self.forgives = False


class Proxy(Handler):
    seen: Seen

    def handle(self) -> None:
        """WebKit speaks TLS to a proxy for https, and no request of ours is one."""
        if self.connection.recv(1, socket.MSG_PEEK) != TLS:
            super().handle()
        else:
            self.seen.mishaps.append("request to another host: https")

    def do_GET(self) -> None:
        if not self.is_ours():
            return
        if self.seen.refused and self.path.endswith(self.seen.refused):
            return self.send(b"", "text/plain", 503)
        if self.seen.held and self.path.endswith(self.seen.held):
            self.seen.goes_on.wait()
        if self.path == "/telling.js":
            return self.send(TELLING, "text/javascript")
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if page.is_dir() and self.path.endswith("/") else page
        if page.suffix == ".html" and page.exists():
            body = page.read_bytes().replace(b"<head>", b"<head>" + TAG, 1)
            return self.send(body, "text/html")
        super().do_GET()

    def do_POST(self) -> None:
        if self.is_ours():
            body = self.rfile.read(int(self.headers["Content-Length"]))
            forgiven = self.seen.forgives and b"module" in body
            (self.seen.forgiven if forgiven else self.seen.mishaps).append(body.decode())
            self.send(b"", "text/plain")

    def do_CONNECT(self) -> None:
        self.refuse()

    def is_ours(self) -> bool:
        """Whether the site is asked; then `path` is as a host sees it."""
        address = urlsplit(self.path)
        if address.hostname not in (None, "127.0.0.1"):
            self.refuse()
            return False
        self.path = address._replace(scheme="", netloc="").geturl()
        self.seen.asked.append(self.path)
        return True

    def refuse(self) -> None:
        self.seen.mishaps.append(f"request to another host: {self.path}")
        self.close_connection = True
        self.send(b"", "text/plain", 403)

    def send(self, body: bytes, kind: str, code: int = 200) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def proxy(folder: Path) -> Iterator[Seen]:
    """What is seen of a browser that reads the folder's site through `port`."""
    seen = Seen()
    handler = functools.partial(type("ThisProxy", (Proxy,), {"seen": seen}), directory=str(folder))
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        seen.port = server.server_port
        yield seen
        server.shutdown()
        thread.join()
