"""What comes of a message that was received: once, in any order, whatever dies."""

import json
import signal

from handoff.samples.waiting import wait_until

WORK_THEN_ANSWER = """
    import json
    from consumer import handle
    hear("began")
    time.sleep(2)
    with inbox.transaction() as db:
        handle(db, json.loads(body))
    self.answer(204)
    hear("ended")
"""


def test_work_before_the_answer_is_done_once_for_each_timeout(webhooks):
    """Work of 2 seconds before the answer, a sender that waits for 1: three tries, done 3 times.

    The sender has got no answer to any of them.
    """
    webhooks.set(DEADLINE="1", FIRST_WAIT="0.1", TRIES="3")
    webhooks.publish(webhooks.serve(WORK_THEN_ANSWER))

    answers = webhooks.try_until(lambda statuses: len(statuses) == 3)

    wait_until(lambda: webhooks.credit == 30, lambda: f"30, not {webhooks.credit}")
    assert answers == [0, 0, 0]


def test_work_before_the_answer_is_done_once_for_each_timeout__control(webhooks):
    """Stored before the answer and worked on after it, it is one try, and done once."""
    webhooks.set(DEADLINE="1", FIRST_WAIT="0.1", TRIES="3")
    webhooks.publish(webhooks.serve())

    answers = webhooks.try_until(lambda statuses: 204 in statuses)
    while webhooks.load("consumer").take_one():
        pass

    assert answers[-1] == 204
    assert webhooks.credit == 10
    assert webhooks.delivery()["state"] == "delivered"


HALFWAY = """
import sys
import time
from pathlib import Path

import consumer
import inbox

add_credit = consumer.add_credit


def add_and_stop(db, event):
    add_credit(db, event)
    if sys.argv[1:] == ["committed"]:
        db.commit()
    Path("halfway").touch()
    time.sleep(600)


consumer.add_credit = add_and_stop
consumer.take_one()
"""


def killed_halfway(webhooks, *words):
    """A consumer gets one message, adds the credit and is killed before it marks it as done."""
    traffic = webhooks.load("traffic")
    webhooks.load("inbox").store("evt_1", traffic.BODY)
    (webhooks.folder / "halfway.py").write_text(HALFWAY)
    consumer = webhooks.run(" ".join(["python halfway.py", *words]))
    consumer.wait_until((webhooks.folder / "halfway").exists, "it is halfway")
    consumer.signal(signal.SIGKILL)
    consumer.wait()


def test_a_consumer_killed_halfway_does_its_work_once(webhooks):
    """Killed with SIGKILL between work and mark, the next one does it again; it counts once."""
    killed_halfway(webhooks)
    before = webhooks.credit

    assert webhooks.load("consumer").take_one() is True

    assert (before, webhooks.credit) == (0, 10)
    assert webhooks.load("inbox").count("done") == 1


def test_a_consumer_killed_halfway_does_its_work_once__control(webhooks):
    """With a commit between work and mark, it counts twice."""
    killed_halfway(webhooks, "committed")

    webhooks.load("consumer").take_one()

    assert webhooks.credit == 20


def test_a_message_that_cannot_be_worked_on_is_put_aside(webhooks):
    """A message whose work raises is marked as failed, and the next one is done.

    Control: Without a mark it is the first one to be taken again.
    """
    inbox, traffic = webhooks.load("inbox"), webhooks.load("traffic")
    inbox.store("evt_1", b"not JSON")
    inbox.store("evt_2", traffic.BODY)
    assert inbox.next_waiting()["id"] == inbox.next_waiting()["id"] == "evt_1"

    while webhooks.load("consumer").take_one():
        pass

    assert (inbox.count("failed"), inbox.count("done")) == (1, 1)
    assert webhooks.credit == 10


def plan_after(webhooks, *versions):
    """Of account 7, when changes of these versions have come in this order."""
    inbox, consumer = webhooks.load("inbox"), webhooks.load("consumer")
    for version in versions:
        event = {"type": "plan.changed", "account": 7, "plan": f"v{version}", "version": version}
        inbox.store(f"evt_{version}", json.dumps(event).encode())
        consumer.take_one()
    with inbox.transaction() as db:
        return db.execute("SELECT plan FROM accounts WHERE id = 7").fetchone()[0]


def test_an_older_change_that_comes_late_changes_nothing(webhooks):
    """Of two changes, the one with the higher version stays, although the lower came last."""
    assert plan_after(webhooks, 2, 1) == "v2"


def test_an_older_change_that_comes_late_changes_nothing__control(webhooks):
    """In a consumer that doesn't look at the version, the one that came last stays."""
    consumer = webhooks.load("consumer")
    update = "UPDATE accounts SET plan = :plan WHERE id = :account"
    consumer.change_plan = lambda db, event: db.execute(update, event)

    assert plan_after(webhooks, 2, 1) == "v1"
