"""As much of Sentry as a test needs: it takes reports, keeps them."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def unpack(body, encoding):
    if encoding == "br":  # the SDK prefers it where it's installed
        import brotli

        return brotli.decompress(body)
    return gzip.decompress(body) if encoding == "gzip" else body


def items(envelope):
    """An envelope is lines of JSON: its header, then pairs."""
    filled = [line for line in envelope.splitlines() if line]
    _, *lines = map(json.loads, filled)
    return zip(lines[::2], lines[1::2], strict=True)


class StandIn(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        envelope = unpack(body, self.headers["Content-Encoding"])
        for header, payload in items(envelope):
            if header["type"] == "event":
                self.server.events.append(payload)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *words):
        """Quiet."""


def start(port):
    """The list that reports are added to."""
    server = ThreadingHTTPServer(("127.0.0.1", port), StandIn)
    server.events = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.events
