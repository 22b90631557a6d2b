"""One event, and a receiver that has a bad day: `python outage.py`."""

import os
import time

import inbox
import outbox
from sender import deliver
from traffic import BODY, SECRET

outbox.subscribe(os.environ["FLAKY"], SECRET)
with outbox.transaction() as db:
    outbox.publish(db, "evt_1", BODY, time.time())

status = None
while status != 204:
    for delivery in outbox.due(time.time()):
        status = deliver(delivery)
        print(f"try {delivery['tries'] + 1}:", status or "no answer")
    time.sleep(0.05)
print("in the inbox:", inbox.count())
