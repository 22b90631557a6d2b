"""Does the work, one message after the other: `python consumer.py`."""

import json
import time

import inbox


# --8<-- [start:take_one]
def take_one():
    """Do what one message asks for; False when none waits."""
    message = inbox.next_waiting()
    if message is None:
        return False
    message_id, body = message
    try:
        with inbox.transaction() as db:  # both lines or neither
            handle(db, json.loads(body))
            inbox.mark(db, message_id, "done")
    except Exception as error:
        print("put aside:", message_id, repr(error))
        with inbox.transaction() as db:
            inbox.mark(db, message_id, "failed")
    return True


# --8<-- [end:take_one]


def handle(db, event):
    known = "INSERT OR IGNORE INTO accounts (id) VALUES (?)"
    if event["type"] == "payment.succeeded":
        db.execute(known, [event["account"]])
        add_credit(db, event)
    if event["type"] == "plan.changed":
        db.execute(known, [event["account"]])
        change_plan(db, event)


def add_credit(db, event):
    more = "UPDATE accounts SET credit = credit + ? WHERE id = ?"
    db.execute(more, [event["amount"], event["account"]])


# --8<-- [start:change_plan]
def change_plan(db, event):
    """Take the newer one, whichever came last."""
    newer = "UPDATE accounts SET plan = :plan, version = :version"
    only = "WHERE id = :account AND version < :version"
    db.execute(f"{newer} {only}", event)


# --8<-- [end:change_plan]


if __name__ == "__main__":
    while True:
        if not take_one():
            time.sleep(0.1)
