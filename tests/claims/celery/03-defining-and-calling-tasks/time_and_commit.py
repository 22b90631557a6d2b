import json
import time
from datetime import UTC, datetime

import pytest

from handoff.samples.waiting import wait_until


def stored(project, index: int = -1) -> dict:
    """A waiting message as Redis keeps it; -1 is the oldest."""
    with project.broker.client() as redis:
        return json.loads(redis.lindex("celery", index))


@pytest.mark.brokers("valkey", "redis")
def test_a_countdown_waits_in_the_same_queue(project):
    """A message with a countdown goes into the same queue at once; only its eta differs."""
    project.tasks.say.apply_async(("later",), countdown=3600)

    assert project.broker.waiting() == 1
    assert stored(project)["headers"]["eta"] is not None
    with project.broker.client() as redis:
        assert not [key for key in redis.scan_iter() if "celery" not in key]


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_worker_holds_a_task_until_its_time(project):
    """The worker takes a message with a countdown at once, and runs it when it is due."""
    project.worker()
    project.tasks.say("sent")
    project.tasks.say.apply_async(("tomorrow",), countdown=24 * 3600)
    project.tasks.say.apply_async(("in two seconds",), countdown=2)

    wait_until(lambda: len(project.notes) == 2, lambda: f"one is due: {project.notes}")

    sent, due = project.notes
    assert due == "in two seconds"
    assert due.at - sent.at >= 2
    assert project.broker.waiting() == 0
    [held] = project.tasks.app.control.inspect(timeout=5).scheduled().values()
    assert [entry["request"]["args"] for entry in held] == [["tomorrow"]]


def test_a_naive_eta_is_taken_for_utc(project):
    """In Dhaka, six hours from UTC, an eta of datetime.now() plus a minute is six hours late."""
    program = """
        from datetime import UTC, datetime, timedelta
        from tasks import say

        minute = timedelta(minutes=1)
        say.apply_async(("naive",), eta=datetime.now() + minute)
        say.apply_async(("aware",), eta=datetime.now(UTC) + minute)
    """
    project.write("send.py", program)
    project.run("python send.py", TZ="Asia/Dhaka")
    project.worker()

    def scheduled() -> dict:
        answer = project.tasks.app.control.inspect(timeout=2).scheduled() or {}
        return {
            entry["request"]["args"][0]: datetime.fromisoformat(entry["eta"]).timestamp()
            for worker in answer.values()
            for entry in worker
        }

    held = wait_until(lambda: len(found := scheduled()) == 2 and found, "both are held")
    assert 0 < held["aware"] - time.time() <= 60
    assert 5.9 * 3600 < held["naive"] - held["aware"] < 6.1 * 3600


def test_a_naive_eta_in_the_past_runs_at_once(project):
    """In Lima, five hours behind UTC, an eta of datetime.now() plus an hour runs at once."""
    program = """
        from datetime import UTC, datetime, timedelta
        from tasks import say

        hour = timedelta(hours=1)
        say.apply_async(("aware",), eta=datetime.now(UTC) + hour)
        say.apply_async(("naive",), eta=datetime.now() + hour)
    """
    project.write("send.py", program)
    project.run("python send.py", TZ="America/Lima")

    project.worker()

    wait_until(lambda: project.notes == ["naive"], lambda: f"it ran: {project.notes}")


def test_an_expired_task_is_not_run(project):
    """A task that no worker took before it expired is not run, and its state is REVOKED."""
    handle = project.tasks.say.apply_async(("stale",), expires=0.5)
    expires = datetime.fromisoformat(stored(project)["headers"]["expires"])
    wait_until(lambda: datetime.now(UTC) > expires, "it has expired")

    worker = project.worker()
    project.tasks.say.delay("fresh")

    wait_until(lambda: project.notes == ["fresh"], lambda: f"the fresh one: {project.notes}")
    wait_until(lambda: handle.state == "REVOKED", lambda: f"{handle.state}\n{worker.log}")


def test_a_task_sent_inside_a_transaction_does_not_see_the_row(project):
    """Sent inside a transaction, a task does not find the row; sent on commit, it does."""
    project.copy("celery/03-defining-and-calling-tasks")
    project.start("accounts")

    printed = project.run("python commit.py").splitlines()

    assert printed[0] == "sent inside: DoesNotExist"
    assert printed[1] == "sent on commit: hello bob"


def test_delay_on_commit_returns_nothing_and_skips_a_rollback(project):
    """delay_on_commit sends after the commit, sends nothing on rollback, and returns None."""
    project.copy("celery/03-defining-and-calling-tasks")
    program = """
        from accounts import User, app, greet
        from django.core.management import call_command
        from django.db import transaction

        call_command("migrate", verbosity=0)

        def waiting():
            with app.connection_for_read() as connection:
                return connection.default_channel.client.llen("accounts")

        with transaction.atomic():
            print(greet.delay_on_commit(1), waiting())
        print(waiting())
        try:
            with transaction.atomic():
                greet.delay_on_commit(2)
                raise RuntimeError
        except RuntimeError:
            print(waiting())
    """
    project.write("rollback.py", program)

    assert project.run("python rollback.py").split() == ["None", "0", "1", "1"]
