"""A message that arrives twice, and a consumer to whom that does not matter."""

import importlib.util
import sqlite3
import threading
from pathlib import Path

import pytest
from kombu import Connection

from handoff.samples.waiting import wait_until

SAMPLE = Path(__file__).parents[4] / "examples/message-queues/04-delivery-guarantees/ledger.py"
WELCOME = {"key": "welcome-Ann", "name": "Ann", "amount": 10}


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_message_sent_twice_is_two_messages(broker):
    """The same message, sent twice with the same id, is in the queue twice.

    Control: Sent once, it is there once.
    """
    for times in (1, 2):
        with Connection(broker.url) as connection, connection.SimpleQueue(f"q{times}") as queue:
            for _ in range(times):
                queue.put(WELCOME, message_id="welcome-Ann", correlation_id="welcome-Ann")
            wait_until(lambda queue=queue, times=times: queue.qsize() == times, "all are there")
            for _ in range(times):
                message = queue.get(timeout=10)
                assert message.properties["correlation_id"] == "welcome-Ann"
                message.ack()


@pytest.fixture
def sample():
    """The chapter's ledger.py."""
    spec = importlib.util.spec_from_file_location("ledger", SAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def total(ledger):
    return ledger.execute("SELECT coalesce(sum(amount), 0) FROM credit").fetchone()[0]


def test_a_key_recorded_with_the_work_makes_a_second_delivery_harmless(sample):
    """Delivered twice, a message whose key is recorded in the work's transaction does it once."""
    ledger = sample.opened()

    assert [sample.give(ledger, WELCOME) for _ in range(2)] == ["given", "done before"]

    assert total(ledger) == 10


def test_a_key_recorded_with_the_work_makes_a_second_delivery_harmless__control(sample):
    """Where the table takes the same key twice, it is done twice."""
    ledger = sample.opened()
    ledger.executescript("DROP TABLE done; CREATE TABLE done (key);")

    assert [sample.give(ledger, WELCOME) for _ in range(2)] == ["given", "given"]

    assert total(ledger) == 20


def at_once(path, give, opened):
    """Two consumers, both with the message in hand before either begins."""
    ready = threading.Barrier(2)

    def consume():
        own = opened(path)
        ready.wait()
        give(own, WELCOME)
        own.close()

    both = [threading.Thread(target=consume) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    return total(sqlite3.connect(path))


def look_then_give(ready):
    """A consumer that looks the key up first, and records it afterwards."""

    def give(ledger, message):
        known = ledger.execute("SELECT * FROM done WHERE key = ?", [message["key"]]).fetchone()
        ready.wait()  # the other one has looked, too
        if not known:
            with ledger:
                ledger.execute("INSERT INTO credit VALUES ('Ann', 10)")
                ledger.execute("INSERT OR IGNORE INTO done VALUES (?)", [message["key"]])

    return give


def test_a_unique_key_holds_between_two_consumers_at_once(sample, tmp_path):
    """Two consumers that handle the same message at the same time do its work once, if the key
    is unique in the database."""
    path = tmp_path / "ledger.sqlite"
    sample.opened(path).close()

    assert at_once(path, sample.give, sample.opened) == 10


def test_a_unique_key_holds_between_two_consumers_at_once__control(sample, tmp_path):
    """If both look the key up before either has recorded it, they do it twice."""
    path = tmp_path / "ledger.sqlite"
    sample.opened(path).close()

    assert at_once(path, look_then_give(threading.Barrier(2)), sample.opened) == 20


class Crash(Exception):
    """The process ends here, and what was not committed is undone."""


def recorded_first(ledger, crashes):
    """The key in one transaction, the work in the next, and perhaps a crash between them."""
    try:
        with ledger:
            ledger.execute("INSERT INTO done VALUES (?)", [WELCOME["key"]])
    except sqlite3.IntegrityError:
        return
    if crashes:
        raise Crash
    with ledger:
        ledger.execute("INSERT INTO credit VALUES ('Ann', 10)")


def recorded_together(ledger, crashes):
    try:
        with ledger:
            ledger.execute("INSERT INTO done VALUES (?)", [WELCOME["key"]])
            if crashes:
                raise Crash
            ledger.execute("INSERT INTO credit VALUES ('Ann', 10)")
    except sqlite3.IntegrityError:
        return


def crash_and_redeliver(ledger, give):
    with pytest.raises(Crash):
        give(ledger, crashes=True)
    give(ledger, crashes=False)
    return total(ledger)


def test_a_key_recorded_before_the_work_can_lose_it(sample):
    """With the key committed before the work, a crash between the two loses the work for good."""
    assert crash_and_redeliver(sample.opened(), recorded_first) == 0


def test_a_key_recorded_before_the_work_can_lose_it__control(sample):
    """In one transaction with the work, the second delivery does it."""
    assert crash_and_redeliver(sample.opened(), recorded_together) == 10
