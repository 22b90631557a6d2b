"""A bad day: `python flaky.py 8003`."""

import threading
import time

import inbox
from receiver import Receiver, serve

TROUBLES = iter(["hang", "500", "lose the answer"])
turn = threading.Lock()


class Flaky(Receiver):
    def keep(self, message_id, body):
        with turn:
            trouble = next(TROUBLES, None)
        if trouble == "hang":
            time.sleep(5)
        elif trouble == "500":
            self.answer(500)
        elif trouble == "lose the answer":
            inbox.store(message_id, body)  # and the wire is cut
        else:
            super().keep(message_id, body)


if __name__ == "__main__":
    serve(Flaky)
