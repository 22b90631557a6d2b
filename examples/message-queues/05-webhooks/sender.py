"""Delivers what is due: `python sender.py`."""

import time

import outbox
from post import post
from retrying import TRIES, wait
from signing import sign

PATIENCE = 5 * 24 * 60 * 60  # seconds without a single 2xx


# --8<-- [start:deliver]
def deliver(delivery):
    """Try it once, signed for this moment, and note the outcome."""
    sent_at = str(int(time.time()))
    message_id, body = delivery["id"], delivery["body"]
    signature = sign(delivery["secret"], message_id, sent_at, body)
    headers = {
        "webhook-id": message_id,
        "webhook-timestamp": sent_at,
        "webhook-signature": signature,
    }
    status, retry_after = post(delivery["url"], headers, body)
    outbox.note(delivery, **outcome(delivery, status, retry_after))
    return status


# --8<-- [end:deliver]


# --8<-- [start:outcome]
def outcome(delivery, status, retry_after):
    now, tries = time.time(), delivery["tries"] + 1
    since = delivery["failing_since"] or now
    new = {"tries": tries, "failing_since": since, "disabled": False}
    if 200 <= status < 300:
        return new | {"state": "delivered", "failing_since": None}
    if status == 410 or now - since > PATIENCE:
        return new | {"state": "failed", "disabled": True}
    if tries >= TRIES:
        return new | {"state": "failed"}
    return new | {"due": now + wait(tries, retry_after)}


# --8<-- [end:outcome]


if __name__ == "__main__":
    while True:
        for delivery in outbox.due(time.time()):
            print(delivery["id"], deliver(delivery), flush=True)
        time.sleep(0.1)
