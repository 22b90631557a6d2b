"""Checks, stores, answers: `python receiver.py 8001`."""

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import inbox
from signing import Refused, verify

SECRETS = [b"the secret since today", b"the one until today"]


class Receiver(BaseHTTPRequestHandler):
    timeout = 10  # seconds that a sender may keep silent

    # --8<-- [start:do_POST]
    def do_POST(self):
        body = self.read_body()
        if body is None:
            return self.answer(413)
        try:
            now = time.time()
            message_id = verify(SECRETS, self.headers, body, now)
        except Refused as why:
            print("refused:", why)
            return self.answer(401)
        self.keep(message_id, body)

    def keep(self, message_id, body):
        inbox.store(message_id, body)  # committed when it returns
        self.answer(204)

    # --8<-- [end:do_POST]

    def read_body(self):
        """Its raw bytes; None if it's over a megabyte, or won't say."""
        size = self.headers.get("Content-Length", "")
        if not (size.isdecimal() and len(size) <= 6):
            return None
        return self.rfile.read(int(size))

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def serve(handler):
    address = ("127.0.0.1", int(sys.argv[1]))
    ThreadingHTTPServer(address, handler).serve_forever()


if __name__ == "__main__":
    serve(Receiver)
