"""Three kills at the worst moment: `python crash.py`."""

import multiprocessing
import os
import signal
import time

from outbox import place_order, relay
from shop import connect, count, empty_tables
from tasks import send_receipt


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def commit_then_send():
    with connect() as db:
        db.execute("INSERT INTO orders VALUES (1)")
        die()
    send_receipt.delay(1)


def into_the_outbox():
    with connect() as db:
        place_order(db, 2)
        die()


def relay_dies_after_sending():
    with connect() as db:
        place_order(db, 3)
        relay(db, sent=die)


def killed(function):
    process = multiprocessing.Process(target=function)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def show(title, order_id, expected):
    while count("receipts", order_id) < expected:
        time.sleep(0.05)
    print(f"{title}: {count('receipts', order_id)} receipts")


if __name__ == "__main__":
    empty_tables()
    for function in (commit_then_send, into_the_outbox):
        killed(function)
    with connect() as db:
        relay(db)  # the next relay, after the crash
        killed(relay_dies_after_sending)
        while relay(db) == 0:  # its rows are locked for a moment more
            time.sleep(0.05)
    show("commit, killed, send", 1, expected=0)
    show("outbox, killed, relay", 2, expected=1)
    show("relay sends, killed, sends again", 3, expected=2)
