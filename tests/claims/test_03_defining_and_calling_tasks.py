import json
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from uuid import UUID

import pytest
from celery.exceptions import NotRegistered
from celery.result import AsyncResult
from kombu.exceptions import EncodeError

from handoff.examples.waiting import wait_until


def stored(project, index: int = -1) -> dict:
    """A waiting message as Redis keeps it; -1 is the oldest."""
    with project.broker.client() as redis:
        return json.loads(redis.lindex("celery", index))


def test_a_direct_call_runs_here_and_sends_nothing(project):
    """Called like a function, a task runs in the caller's process, and no message is sent."""
    project.tasks.say.delay("premise")
    assert project.broker.waiting() == 1

    assert project.tasks.add(2, 3) == 5

    assert project.broker.waiting() == 1


def test_delay_returns_a_handle_not_the_value(project):
    """.delay() returns an AsyncResult with the id of the call, before the task has run."""
    handle = project.tasks.add.delay(2, 3)

    assert isinstance(handle, AsyncResult)
    assert handle.id == stored(project)["headers"]["id"]
    assert project.broker.waiting() == 1


def test_delay_and_apply_async_send_the_same_message(project):
    """.delay(…) sends what .apply_async(args, kwargs) without options sends."""
    project.tasks.add.delay(2, y=3)
    project.tasks.add.apply_async((2,), {"y": 3})

    one, other = stored(project, -1), stored(project, -2)

    assert one["body"] == other["body"]
    unlike = {"id", "root_id"}
    assert {name: one["headers"][name] for name in one["headers"].keys() - unlike} == {
        name: other["headers"][name] for name in other["headers"].keys() - unlike
    }


def test_send_task_needs_the_name_only(project):
    """send_task sends to a task by its name, from a program that does not have its code."""
    project.worker()
    program = """
        from celery import Celery

        print(Celery().send_task("tasks.add", (2, 3)).get(timeout=10))
    """
    project.write("elsewhere.py", program)

    assert project.run("python elsewhere.py").strip() == "5"


def test_a_task_is_named_by_module_and_function(project):
    """A task's name is its module and its function, unless name= says otherwise."""
    project.write(
        "mail.py",
        """
        from tasks import app

        @app.task
        def welcome(): ...

        @app.task(name="goodbye")
        def farewell(): ...
        """,
    )
    mail = project.load("mail")

    assert mail.welcome.name == "mail.welcome"
    assert mail.farewell.name == "goodbye"


def test_a_bound_task_gets_itself_first(project):
    """With bind=True the first argument is the task, and knows the id of the call."""
    project.write(
        "tasks.py",
        """
        from celery import Celery

        app = Celery("tasks")

        @app.task(bind=True)
        def report(self, month):
            return [self.name, self.request.id, month]
        """,
    )
    project.worker()

    handle = project.tasks.report.delay("March")

    assert handle.get(timeout=10) == ["tasks.report", handle.id, "March"]


MAIN = """
    from celery import Celery

    app = Celery("shop")

    @app.task
    def pack(order_id):
        return order_id

    if __name__ == "__main__":
        print(pack.name)
        pack.delay(7)
"""


def test_a_module_run_as_a_script_names_its_tasks_otherwise(project):
    """Run as a script, a module sends its tasks under a name that the worker does not know."""
    project.write("orders.py", MAIN)
    worker = project.worker(app="orders")
    assert ". orders.pack" in worker.log

    assert project.run("python orders.py").strip() == "shop.pack"

    worker.wait_for("Received unregistered task of type 'shop.pack'")
    assert project.broker.waiting() == 0


@pytest.mark.brokers("valkey", "rabbitmq")
def test_an_unregistered_task_is_discarded(project):
    """A worker throws a message with an unknown task name away, and its state is FAILURE."""
    project.write("later.py", "from tasks import app, say\n\napp.task(say.run, name='new')\n")
    worker = project.worker()
    handle = project.tasks.app.send_task("new", ("never",))
    worker.wait_for("Received unregistered task of type 'new'")

    with pytest.raises(NotRegistered):
        handle.get(timeout=10)
    worker.stop()
    project.worker(app="later")
    project.tasks.app.send_task("new", ("second",))

    wait_until(lambda: project.notes == ["second"], lambda: f"the second only: {project.notes}")
    assert project.broker.waiting() == 0


SHOWS = """
    from celery import Celery

    app = Celery("tasks")

    @app.task
    def describe(value):
        return repr(value)
"""


def test_these_types_arrive_as_they_were(project):
    """Numbers, text, lists, dates, datetimes, Decimal, UUID and bytes arrive as they were."""
    project.write("tasks.py", SHOWS)
    project.worker()
    values = (
        [1, 1.5, True, None, "Ada"],
        {"language": "nl"},
        date(2026, 11, 22),
        datetime(2026, 11, 22, 7, 30),
        datetime(2026, 11, 22, 7, 30, tzinfo=UTC),
        Decimal("9.90"),
        UUID(int=42),
        b"\x89PNG",
    )

    for value in values:
        assert project.tasks.describe.delay(value).get(timeout=10) == repr(value)


def test_tuples_and_integer_keys_arrive_changed(project):
    """A tuple arrives as a list, and a dictionary's integer keys arrive as text."""
    project.write("tasks.py", SHOWS)
    project.worker()

    assert project.tasks.describe.delay((41, 42)).get(timeout=10) == "[41, 42]"
    assert project.tasks.describe.delay({42: "Ada"}).get(timeout=10) == "{'42': 'Ada'}"


@dataclass
class Account:
    id: int


class Plan(Enum):
    FREE = 1


class Plain:
    id = 42


@pytest.mark.parametrize(
    "value",
    [{41, 42}, timedelta(1), Plan.FREE, Account(42), Plain(), Path("a.pdf"), lambda: 42],
    ids=["set", "timedelta", "Enum", "dataclass", "object", "Path", "function"],
)
def test_other_objects_are_refused_in_the_caller(project, value):
    """What JSON cannot hold raises EncodeError in the caller, and no message is sent."""
    with pytest.raises(EncodeError, match="is not JSON serializable"):
        project.tasks.say.delay(value)

    assert project.broker.waiting() == 0


def test_a_database_object_is_refused_in_the_caller(project):
    """An object of Django's or SQLAlchemy's models raises EncodeError in the caller."""
    project.copy("celery/03-defining-and-calling-tasks")
    program = """
        from accounts import User
        from kombu.exceptions import EncodeError
        from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
        from tasks import describe

        class Base(DeclarativeBase): ...

        class Account(Base):
            __tablename__ = "account"
            id: Mapped[int] = mapped_column(primary_key=True)

        for value in (User(pk=42, username="ada"), Account(id=42)):
            try:
                describe.delay(value)
            except EncodeError as error:
                print(error)
    """
    project.write("models.py", program)

    assert project.run("python models.py").splitlines() == [
        "Object of type User is not JSON serializable",
        "Object of type Account is not JSON serializable",
    ]
    assert project.broker.waiting() == 0


def test_a_bad_return_value_fails_a_task_that_did_its_work(project):
    """A task that returns a set is marked FAILURE, although its work is done."""
    project.write(
        "tasks.py",
        """
        from celery import Celery
        from notes import note

        app = Celery("tasks")

        @app.task
        def languages():
            note("work done")
            return {"en", "nl"}
        """,
    )
    project.worker()

    handle = project.tasks.languages.delay()

    with pytest.raises(EncodeError, match="set is not JSON serializable"):
        handle.get(timeout=10)
    assert handle.state == "FAILURE"
    assert project.notes == ["work done"]


def test_a_worker_refuses_pickle(project):
    """A pickled message is sent without complaint; the worker refuses it and drops it."""
    worker = project.worker()

    project.tasks.say.apply_async(({41, 42},), serializer="pickle")

    worker.wait_for("Refusing to deserialize untrusted content of type pickle")
    wait_until(lambda: project.broker.unacknowledged() == 0, "the message is gone")
    assert project.broker.waiting() == 0
    assert project.notes == []


def test_wrong_arguments_are_noticed_in_the_caller(project):
    """A missing argument raises TypeError at .delay(), and nothing is sent."""
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'y'"):
        project.tasks.add.delay(2)

    assert project.broker.waiting() == 0


def test_send_task_does_not_check_the_arguments(project):
    """send_task sends a call with a missing argument, and it fails in the worker."""
    project.worker()

    handle = project.tasks.app.send_task("tasks.add", (2,))

    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        handle.get(timeout=10)


def test_a_pydantic_task_takes_models_and_dictionaries(project):
    """A task with pydantic=True takes the model or a dictionary, and checks it in the worker."""
    project.copy("celery/03-defining-and-calling-tasks")
    project.start("worker")
    typed = project.load("typed")

    model = typed.welcome.delay(typed.SignUp(user_id=42, language="nl"))
    assert model.get(timeout=10) == "user 42 reads nl"
    assert typed.welcome.delay({"user_id": "42"}).get(timeout=10) == "user 42 reads en"

    wrong = typed.welcome.delay({"user_id": "Ada"})
    wrong.get(timeout=10, propagate=False)
    assert wrong.state == "FAILURE"
    assert "ValidationError" in wrong.traceback


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


@pytest.mark.parametrize("ignore_result", [False, True])
def test_an_async_def_task_never_runs(project, ignore_result):
    """The body of an async def task never runs; with ignore_result it even counts as a success."""
    project.write(
        "tasks.py",
        f"""
        from celery import Celery
        from notes import note

        app = Celery("tasks")

        @app.task(ignore_result={ignore_result})
        async def send():
            note("ran")
        """,
    )
    worker = project.worker()

    handle = project.tasks.send.delay()

    if ignore_result:
        worker.wait_for("succeeded")
    else:
        with pytest.raises(EncodeError, match="coroutine is not JSON serializable"):
            handle.get(timeout=10)
    assert project.notes == []


SENDS = """
    import sys
    import time
    from kombu.exceptions import OperationalError
    from tasks import say

    attempts = []
    sys.addaudithook(lambda event, args: event == "socket.connect" and attempts.append(args))
    start = time.monotonic()
    try:
        say.apply_async(("lost",), ignore_result=True, **eval(sys.argv[1]))
    except OperationalError:
        print(len(attempts), time.monotonic() - start)
"""


def sent_to_nobody(project, options: dict) -> tuple[int, float]:
    """How often, and how many seconds, a fresh process tries to reach a port without a broker."""
    project.write("send.py", SENDS)
    scheme = "amqp" if project.broker.name == "rabbitmq" else "redis"
    printed = project.run(
        f'python send.py "{options}"', CELERY_BROKER_URL=f"{scheme}://127.0.0.1:1"
    )
    attempts, seconds = printed.split()
    return int(attempts), float(seconds)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_broker_that_is_down_raises_in_the_caller(project):
    """When the broker is down, .delay() tries three more times and raises OperationalError."""
    attempts, _ = sent_to_nobody(project, {})
    assert attempts == 1 + 3

    attempts, _ = sent_to_nobody(project, {"retry_policy": {"max_retries": 0}})
    assert attempts == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_retry_false_does_not_give_up_sooner(project):
    """With retry=False the first call to a broker that is down takes longer than without it."""
    _, default = sent_to_nobody(project, {})
    _, without = sent_to_nobody(project, {"retry": False})

    assert without > 2 * default
