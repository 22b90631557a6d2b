from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from pathlib import Path
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from kombu.exceptions import EncodeError

from handoff.samples.waiting import wait_until

SHOWS = """
    from celery import Celery

    app = Celery("tasks")

    @app.task
    def describe(value):
        return repr(value)
"""


def test_these_types_arrive_as_they_were(project):
    """Numbers, text, None, lists, dates, times, datetimes, Decimal, UUID and bytes arrive as sent.

    Control: Other types do not: tuples_and_integer_keys_arrive_changed.
    """
    project.write("tasks.py", SHOWS)
    project.worker(mingle=False)
    values = (
        [1, 1.5, True, None, "Ada"],
        {"language": "nl"},
        date(2026, 11, 22),
        time(7, 30),
        datetime(2026, 11, 22, 7, 30),
        datetime(2026, 11, 22, 7, 30, tzinfo=UTC),
        Decimal("9.90"),
        UUID(int=42),
        b"\x89PNG",
    )

    for value in values:
        assert project.tasks.describe.delay(value).get(timeout=10) == repr(value)


def test_tuples_and_integer_keys_arrive_changed(project):
    """A tuple arrives as a list, named or not, and a dictionary's integer keys as text.

    Control: Lists and text keys arrive as they were: these_types_arrive_as_they_were.
    """
    assert arrived(project, (41, 42), Pair(41, 42), {42: "Ada"}) == [
        "[41, 42]",
        "[41, 42]",
        "{'42': 'Ada'}",
    ]


def test_enums_of_text_or_numbers_lose_their_enum(project):
    """A StrEnum arrives as plain text and an IntEnum as a plain number, without an error."""
    assert arrived(project, Language.NL, Level.GOLD) == ["'nl'", "2"]


def test_enums_of_text_or_numbers_lose_their_enum__control(project):
    """A plain Enum is neither text nor a number, and is refused."""
    with pytest.raises(EncodeError, match="is not JSON serializable"):
        arrived(project, Plan.FREE)


def test_a_named_time_zone_arrives_as_an_offset(project):
    """A datetime in Europe/Paris arrives as the same moment, with +02:00 and no zone's name.

    Control: A datetime in UTC arrives as it was: these_types_arrive_as_they_were.
    """
    summer = datetime(2026, 7, 1, tzinfo=ZoneInfo("Europe/Paris"))

    [seen] = arrived(project, summer)

    offset = summer.astimezone(summer.tzinfo).utcoffset()
    assert seen == f"datetime.datetime(2026, 7, 1, 0, 0, tzinfo=datetime.timezone({offset!r}))"


def arrived(project, *values) -> list[str]:
    """repr() of each value as a task got it."""
    project.write("tasks.py", SHOWS)
    project.worker(mingle=False)
    return [project.tasks.describe.delay(value).get(timeout=10) for value in values]


class Pair(NamedTuple):
    first: int
    second: int


class Language(StrEnum):
    NL = "nl"


class Level(IntEnum):
    GOLD = 2


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
    """What JSON cannot hold raises EncodeError in the caller, and no message is sent.

    Control: What JSON can hold is sent: these_types_arrive_as_they_were.
    """
    with pytest.raises(EncodeError, match="is not JSON serializable"):
        project.tasks.say.delay(value)

    assert project.broker.waiting() == 0


def test_a_database_object_is_refused_in_the_caller(project):
    """An object of Django's or SQLAlchemy's models raises EncodeError in the caller.

    Control: A number, such as the object's id, is sent: these_types_arrive_as_they_were.
    """
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
    project.write("tasks.py", LANGUAGES)
    project.worker(mingle=False)

    handle = project.tasks.languages.delay()

    with pytest.raises(EncodeError, match="set is not JSON serializable"):
        handle.get(timeout=10)
    assert handle.state == "FAILURE"
    assert project.notes == ["work done"]


def test_a_bad_return_value_fails_a_task_that_did_its_work__control(project):
    """The same task returning a list is marked SUCCESS."""
    project.write("tasks.py", LANGUAGES.replace('{"en", "nl"}', '["en", "nl"]'))
    project.worker(mingle=False)

    handle = project.tasks.languages.delay()

    assert handle.get(timeout=10) == ["en", "nl"]
    assert handle.state == "SUCCESS"


LANGUAGES = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task
    def languages():
        note("work done")
        return {"en", "nl"}
"""


def test_a_worker_refuses_pickle(project):
    """A pickled message is sent without complaint; the worker drops it, and it stays PENDING."""
    worker = project.worker(mingle=False)

    handle = project.tasks.say.apply_async(({41, 42},), serializer="pickle")

    worker.wait_for("Refusing to deserialize untrusted content of type pickle")
    wait_until(lambda: project.broker.unacknowledged() == 0, "the message is gone")
    assert project.broker.waiting() == 0
    assert project.notes == []
    assert handle.state == "PENDING"


def test_a_worker_refuses_pickle__control(project):
    """A worker with pickle in accept_content runs the same message."""
    source = """
        from tasks import app

        app.conf.accept_content = ["json", "pickle"]
    """
    project.write("trusting.py", source)
    force = {"C_FORCE_ROOT": "1"}  # as root, Celery wants this said twice
    project.worker(app="trusting", mingle=False, **force)

    project.tasks.say.apply_async(({42},), serializer="pickle")

    wait_until(lambda: project.notes == ["{42}"], lambda: f"it ran: {project.notes}")


def typed_with_worker(project):
    project.copy("celery/03-defining-and-calling-tasks")
    project.start("worker")
    return project.load("typed")


def test_a_pydantic_task_checks_a_dictionary(project):
    """A task with pydantic=True makes its model of a dictionary, and checks it in the worker."""
    typed = typed_with_worker(project)

    assert typed.welcome.delay({"user_id": "42"}).get(timeout=10) == "user 42 reads en"

    wrong = typed.welcome.delay({"user_id": "Ada"})
    wrong.get(timeout=10, propagate=False)
    assert wrong.state == "FAILURE"
    assert "ValidationError" in wrong.traceback


def test_a_pydantic_task_checks_a_dictionary__control(project):
    """Without pydantic=True the task gets the dictionary as it is, and nothing is checked."""
    assert arrived(project, {"user_id": "Ada"}) == ["{'user_id': 'Ada'}"]


def test_a_pydantic_task_takes_the_model_itself(project):
    """A task with pydantic=True takes a model, too: it travels as a dictionary."""
    typed = typed_with_worker(project)

    sent = typed.welcome.delay(typed.SignUp(user_id=42, language="nl"))

    assert sent.get(timeout=10) == "user 42 reads nl"


def test_a_pydantic_task_takes_the_model_itself__control(project):
    """Without pydantic=True the client refuses to send one."""
    project.copy("celery/03-defining-and-calling-tasks")
    typed = project.load("typed")

    with pytest.raises(EncodeError):
        project.tasks.describe.delay(typed.SignUp(user_id=42))
