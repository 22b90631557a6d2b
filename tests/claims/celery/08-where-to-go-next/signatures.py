"""Signatures, before any worker has seen them."""

import base64
import json

import pytest
from celery import chain, chord, group

TASKS = """
    from celery import Celery

    app = Celery("tasks")

    @app.task
    def count_signups(day): ...

    @app.task
    def add_up(counts): ...

    @app.task
    def write_report(count): ...

    @app.task
    def close_day(): ...
"""


@pytest.fixture
def tasks(project):
    project.write("tasks.py", TASKS)
    return project.tasks


def test_group_followed_by_a_task_is_a_chord(tasks):
    """A group piped into a task is a chord, and so is a group in the middle of a chain."""
    days = group(tasks.count_signups.s("a"), tasks.count_signups.s("bb"))

    assert isinstance(days | tasks.add_up.s(), chord)
    middle = chain(tasks.close_day.si(), days, tasks.add_up.s())
    assert isinstance(middle.tasks[-1], chord)


def test_group_followed_by_a_task_is_a_chord__control(tasks):
    """With nothing after it a group stays a group, at the end of a chain too."""
    days = group(tasks.count_signups.s("a"), tasks.count_signups.s("bb"))

    assert isinstance(days, group)
    last = chain(tasks.close_day.si(), days)
    assert isinstance(last.tasks[-1], group)


def test_signature_sends_nothing_until_it_is_called(project, tasks):
    """Making a signature or a chain sends no message; calling it does.

    Control: Called, the same chain sends one message.
    """
    work = chain(tasks.count_signups.s("a"), tasks.write_report.s())
    assert project.broker.waiting() == 0

    work.delay()

    assert project.broker.waiting() == 1


def sent(project):
    """Arguments and the rest of the one message that waits."""
    with project.broker.client() as client:
        (message,) = client.lrange("celery", 0, -1)
    args, _, embedded = json.loads(base64.b64decode(json.loads(message)["body"]))
    return args, embedded


def test_rest_of_a_chain_travels_in_the_first_message(project, tasks):
    """A chain sends one message; the tasks still to come travel in it."""
    chain(tasks.count_signups.s("a"), tasks.write_report.s())()

    args, embedded = sent(project)
    assert args == ["a"]
    assert [step["task"] for step in embedded["chain"]] == ["tasks.write_report"]


def test_rest_of_a_chain_travels_in_the_first_message__control(project, tasks):
    """A task that is sent by itself carries no other."""
    tasks.count_signups.delay("a")

    args, embedded = sent(project)
    assert args == ["a"]
    assert embedded["chain"] is None
