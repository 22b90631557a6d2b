import json
import time
from datetime import UTC, datetime

import pytest

from handoff.samples.waiting import WaitTimeout, wait_until


def stored(project, index: int = -1) -> dict:
    """A waiting message as Redis keeps it; -1 is the oldest."""
    with project.broker.client() as redis:
        return json.loads(redis.lindex("celery", index))


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_countdown_waits_in_the_same_queue(project):
    """On Redis and on RabbitMQ's classic queues, a countdown waits in the task's usual queue.

    Control: On a quorum queue it waits elsewhere in the broker:
    a_quorum_queue_lets_the_broker_hold_a_countdown.
    """
    project.tasks.say.apply_async(("later",), countdown=3600)

    with project.tasks.app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=5)
        assert message.headers["eta"] is not None
        message.reject(requeue=True)
    assert project.broker.waiting() == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_worker_holds_a_task_until_its_time(project):
    """Redis, RabbitMQ's classic queues: a worker takes a countdown at once, and runs it when due.

    Control: Of two tasks that it holds, it runs the one that is due.
    """
    project.worker(mingle=False)
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


@pytest.mark.brokers("valkey", "redis", "rabbitmq3")
def test_on_redis_a_worker_takes_every_countdown_there_is(project):
    """Redis, RabbitMQ 3: a worker holds more countdowns than it prefetches, and runs what is due.

    Control: On RabbitMQ 4 it does not: on_rabbitmq_4_held_countdowns_stop_a_worker.
    """
    project.worker(mingle=False)
    for _ in range(5 * PREFETCHED):
        project.tasks.say.apply_async(("tomorrow",), countdown=24 * 3600)

    project.tasks.say.delay("now")

    wait_until(lambda: project.notes == ["now"], lambda: f"it ran: {project.notes}")
    assert project.broker.waiting() == 0


@pytest.mark.brokers("rabbitmq")
def test_on_rabbitmq_4_held_countdowns_stop_a_worker(project):
    """On RabbitMQ 4 a worker that holds as many countdowns as it prefetches takes nothing else."""
    worker = held_by_a_worker(project, PREFETCHED)

    project.tasks.say.delay("now")

    with pytest.raises(WaitTimeout):
        wait_until(lambda: project.notes, "it runs", timeout=5)
    assert project.broker.waiting() == 1
    assert worker.alive


@pytest.mark.brokers("rabbitmq")
def test_on_rabbitmq_4_held_countdowns_stop_a_worker__control(project):
    """With one countdown fewer it takes the next task, and runs it."""
    held_by_a_worker(project, PREFETCHED - 1)

    project.tasks.say.delay("now")

    wait_until(lambda: project.notes == ["now"], lambda: f"it ran: {project.notes}")


PREFETCHED = 4  # by a worker with one slot: worker_prefetch_multiplier


def held_by_a_worker(project, number: int):
    """A worker, ready, that has received so many tasks for tomorrow."""
    worker = project.worker(mingle=False)
    for _ in range(number):
        project.tasks.say.apply_async(("tomorrow",), countdown=24 * 3600)
    wait_until(lambda: worker.log.count(" received") == number, worker.tail)
    return worker


@pytest.mark.parametrize("settings", ["", "timezone='Asia/Dhaka'", "enable_utc=False"])
def test_a_naive_eta_is_taken_for_utc(project, settings):
    """In Dhaka, datetime.now() plus a minute is six hours late, whatever `timezone` is set to.

    Control: With a time zone in it, the same eta is on time.
    """
    source = (project.folder / "tasks.py").read_text()
    project.write("tasks.py", f"{source}\napp.conf.update({settings})\n")
    program = """
        from datetime import UTC, datetime, timedelta
        from tasks import say

        minute = timedelta(minutes=1)
        say.apply_async(("naive",), eta=datetime.now() + minute)
        say.apply_async(("aware",), eta=datetime.now(UTC) + minute)
    """
    project.write("send.py", program)
    project.run("python send.py", TZ="Asia/Dhaka")
    project.worker(mingle=False)

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
    """In Lima, five hours behind UTC, an eta of datetime.now() plus an hour runs at once.

    Control: With a time zone in it, the same eta waits.
    """
    program = """
        from datetime import UTC, datetime, timedelta
        from tasks import say

        hour = timedelta(hours=1)
        say.apply_async(("aware",), eta=datetime.now(UTC) + hour)
        say.apply_async(("naive",), eta=datetime.now() + hour)
    """
    project.write("send.py", program)
    project.run("python send.py", TZ="America/Lima")

    project.worker(mingle=False)

    wait_until(lambda: project.notes == ["naive"], lambda: f"it ran: {project.notes}")


def test_an_expired_task_is_not_run(project):
    """A task that no worker took before it expired is not run, and its state is REVOKED.

    Control: A task beside it that does not expire yet is run.
    """
    handle = project.tasks.say.apply_async(("stale",), expires=0.5)
    expires = datetime.fromisoformat(stored(project)["headers"]["expires"])
    wait_until(lambda: datetime.now(UTC) > expires, "it has expired")

    worker = project.worker(mingle=False)
    project.tasks.say.apply_async(("fresh",), expires=3600)

    wait_until(lambda: project.notes == ["fresh"], lambda: f"the fresh one: {project.notes}")
    wait_until(lambda: handle.state == "REVOKED", lambda: f"{handle.state}\n{worker.log}")


def test_a_task_sent_inside_a_transaction_does_not_see_the_row(project):
    """Django, SQLite: sent inside a transaction, a task finds no row; sent on commit, it does.

    Control: Sent on commit, the same task finds the row.
    """
    project.copy("celery/03-defining-and-calling-tasks")
    project.start("accounts")

    printed = project.run("python commit.py").splitlines()

    assert printed[0] == "sent inside: DoesNotExist"
    assert printed[1] == "sent on commit: hello bob"


def test_delay_on_commit_returns_nothing_and_skips_a_rollback(project):
    """delay_on_commit sends after the commit and not on rollback, and returns None.

    Control: The transaction that commits sends its message, the one that is rolled back doesn't.
    """
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


def test_on_commit_needs_a_function_not_a_call(project):
    """on_commit(task.delay(pk)) sends inside the transaction, then raises TypeError.

    Control: With a lambda before it, nothing is sent until the commit.
    """
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
            transaction.on_commit(lambda: greet.delay(1))
            print(waiting())
        print(waiting())
        try:
            with transaction.atomic():
                User.objects.create(username="ada")
                transaction.on_commit(greet.delay(2))
        except TypeError as error:
            print(waiting(), User.objects.count(), type(error).__name__)
    """
    project.write("called.py", program)

    assert project.run("python called.py").split() == ["0", "1", "2", "0", "TypeError"]


ACCOUNT = """
    from sqlalchemy import create_engine, event
    from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

    class Base(DeclarativeBase): ...

    class Account(Base):
        __tablename__ = "account"
        id: Mapped[int] = mapped_column(primary_key=True)

    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    asked = []
    event.listen(engine, "before_cursor_execute", lambda c, cur, sql, *rest: asked.append(sql))

    def asked_by(expire_on_commit):
        with Session(engine, expire_on_commit=expire_on_commit) as session:
            account = Account()
            session.add(account)
            session.commit()
            asked.clear()
            account.id
            return [sql.split()[0] for sql in asked]
"""


def test_sqlalchemy_asks_for_the_id_again_after_the_commit(project):
    """After a commit SQLAlchemy reads the row again for user.id, unless told not to expire it."""
    project.write("account.py", ACCOUNT + "\n    print(asked_by(expire_on_commit=True))\n")

    assert project.run("python account.py").strip() == "['SELECT']"


def test_sqlalchemy_asks_for_the_id_again_after_the_commit__control(project):
    """With expire_on_commit=False the id is still there, and nothing is asked."""
    project.write("account.py", ACCOUNT + "\n    print(asked_by(expire_on_commit=False))\n")

    assert project.run("python account.py").strip() == "[]"


def test_after_the_session_is_closed_sqlalchemy_has_no_id(project):
    """Committed and its session closed, a SQLAlchemy object raises DetachedInstanceError for id.

    Control: The id that was read before the commit is still there.
    """
    project.write("account.py", ACCOUNT + CLOSED)

    assert project.run("python account.py").split() == ["DetachedInstanceError", "1"]


CLOSED = """
    with Session(engine) as session:
        account = Account()
        session.add(account)
        session.flush()
        kept = account.id
        session.commit()
    try:
        account.id
    except Exception as error:
        print(type(error).__name__, kept)
"""
