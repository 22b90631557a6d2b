"""Works first, answers later: `python inline.py 8002`."""

import json
import time

import inbox
from consumer import handle
from receiver import Receiver, serve


# --8<-- [start:keep]
class Inline(Receiver):
    def keep(self, message_id, body):
        time.sleep(2)  # an invoice is made, an email is sent
        with inbox.transaction() as db:
            handle(db, json.loads(body))
        self.answer(204)


# --8<-- [end:keep]


if __name__ == "__main__":
    serve(Inline)
