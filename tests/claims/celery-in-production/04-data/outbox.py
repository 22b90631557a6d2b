"""What becomes of a task between the commit and the broker, and of a key that two runs insert."""

import psycopg
import pytest

from handoff.samples.waiting import wait_until

FOLDER = "celery-in-production/04-data"


@pytest.fixture
def shop(project, database):
    """The chapter's shop on a database of the test's own, its tables made."""
    project.copy(FOLDER)
    project.set(DATABASE_URL=database)
    project.load("shop").empty_tables()
    return project


KILLED = """
    import os, signal
    from outbox import place_order, relay
    from shop import connect
    from tasks import send_receipt

    def die():
        os.kill(os.getpid(), signal.SIGKILL)

    with connect() as db:
        {program}
"""
DIED = -9


def killed(shop, program):
    """A program that kills itself where it says die()."""
    shop.write("killed.py", KILLED.replace("{program}", program))
    shop.run("python killed.py", code=DIED)


def rows(shop, table):
    with shop.load("shop").connect() as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def relayed(shop):
    with shop.load("shop").connect() as db:
        return shop.load("outbox").relay(db)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_kill_between_commit_and_send_loses_the_task(shop):
    """Killed after its commit and before `.delay()`, a program leaves a row and no message.

    Control: With an outbox the task is sent later: an_outbox_keeps_the_task_through_a_kill.
    """
    killed(shop, 'db.execute("INSERT INTO orders VALUES (1)"); die(); send_receipt.delay(1)')

    assert (rows(shop, "orders"), shop.broker.waiting()) == (1, 0)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_an_outbox_keeps_the_task_through_a_kill(shop):
    """A task in the outbox is sent by a later relay, although its program was killed.

    Control: Without an outbox it is lost: a_kill_between_commit_and_send_loses_the_task.
    """
    killed(shop, "place_order(db, 1); die()")
    assert (rows(shop, "orders"), shop.broker.waiting()) == (1, 0)

    assert relayed(shop) == 1
    wait_until(lambda: shop.broker.waiting() == 1, "the message")
    assert relayed(shop) == 0


def test_a_rollback_leaves_nothing_in_the_outbox(shop):
    """What a transaction put into the outbox is gone when it's rolled back.

    Control: The same transaction, committed, leaves one row there.
    """
    outbox = shop.load("outbox")
    with shop.load("shop").connect() as db:
        with db.transaction(force_rollback=True):
            outbox.place_order(db, 1)
        assert rows(shop, "outbox") == 0
        outbox.place_order(db, 1)
    assert rows(shop, "outbox") == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_relay_killed_after_sending_sends_again(shop):
    """Killed after it has sent and before it commits, a relay leaves the row: it is sent twice.

    Control: A relay that lives sends it once: an_outbox_keeps_the_task_through_a_kill.
    """
    killed(shop, "place_order(db, 1); relay(db, sent=die)")
    assert rows(shop, "outbox") == 1

    wait_until(lambda: relayed(shop) == 1, "the lock of the dead relay to end")
    wait_until(lambda: shop.broker.waiting() == 2, "both messages")
    assert ids(shop) == 1


def ids(shop):
    """How many task ids the messages have between them, once a worker has run them all."""
    worker = shop.worker(mingle=False)
    wait_until(lambda: rows(shop, "receipts") == 2, lambda: f"two runs\n{worker.log}")
    received = [line.split("[")[-1] for line in worker.log.splitlines() if " received" in line]
    return len({*received})


def take(db, how):
    """What a relay gets to see; LockNotAvailable if it has to wait for longer than a moment."""
    db.execute("SET lock_timeout = '300ms'")
    rows = db.execute(f"SELECT place FROM outbox ORDER BY place LIMIT 2 {how}").fetchall()
    return [place for (place,) in rows]


def two_relays(shop, how):
    """What two relays take at the same time, from an outbox with four tasks."""
    outbox, connect = shop.load("outbox"), shop.load("shop").connect
    with connect() as one, connect() as other:
        for number in range(4):
            outbox.later(one, "tasks.send_receipt", number)
        with one.transaction(), other.transaction():
            return take(one, how), take(other, how)


def test_skip_locked_gives_each_relay_rows_of_its_own(shop):
    """With FOR UPDATE SKIP LOCKED two relays take different rows, and neither waits."""
    first, second = two_relays(shop, "FOR UPDATE SKIP LOCKED")

    assert len({*first, *second}) == 4


def test_skip_locked_gives_each_relay_rows_of_its_own__control(shop):
    """Without a lock both take the same rows; with FOR UPDATE alone the second one waits."""
    first, second = two_relays(shop, "")
    assert first == second

    with pytest.raises(psycopg.errors.LockNotAvailable):
        two_relays(shop, "FOR UPDATE")


def inserted_beside(shop, end):
    """How many rows a key's second INSERT makes: its first one is open, and then ends."""
    insert = "INSERT INTO done VALUES ('points') ON CONFLICT DO NOTHING"
    connect = shop.load("shop").connect
    second = shop.process(f'python -c "{SECOND.format(insert=insert)}"')
    with connect() as db, connect() as watcher:
        db.execute("BEGIN")
        assert db.execute(insert).rowcount == 1
        (shop.folder / "go").touch()
        waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        wait_until(lambda: watcher.execute(waiting).fetchone(), "the second one to wait")
        db.execute(end)
    assert second.wait() == 0
    return second.log.strip()


SECOND = """
import time
from pathlib import Path
from shop import connect
while not Path('go').exists(): time.sleep(0.02)
with connect() as db: print(db.execute(\\"{insert}\\").rowcount)
"""


def test_a_second_insert_of_a_key_waits_and_then_does_nothing(shop):
    """A second INSERT of the same key waits for the first one's commit, and inserts nothing.

    Control: If the first one rolls back, it inserts the row:
    a_second_insert_of_a_key_takes_over_after_a_rollback.
    """
    assert inserted_beside(shop, "COMMIT") == "0"


def test_a_second_insert_of_a_key_takes_over_after_a_rollback(shop):
    """If the first one's transaction rolls back, the second INSERT makes the row.

    Control: If the first one commits, it makes none:
    a_second_insert_of_a_key_waits_and_then_does_nothing.
    """
    assert inserted_beside(shop, "ROLLBACK") == "1"


def both_given(shop, task):
    """Two runs of a task for one order at the same time: what each said, and the points."""
    shop.worker("-c", "2", mingle=False)
    said = shop.load("race").both_at_once(getattr(shop.tasks, task), 1)
    return said, rows(shop, "points")


def test_two_runs_pass_the_same_check(shop):
    """Two runs that look first and act then both find nothing, and both act (READ COMMITTED)."""
    assert both_given(shop, "give_points_if_new") == (["given", "given"], 2)


def test_two_runs_pass_the_same_check__control(shop):
    """With a unique key in the transaction of the work, one of them acts."""
    assert both_given(shop, "give_points_once") == (["given", "skipped"], 1)
