"""The cheat sheet's defaults against Celery's own."""

import inspect
import re
from datetime import timedelta

import pytest
from celery import Task
from celery.app import autoretry
from celery.app.defaults import NAMESPACES, flatten
from kombu.transport.redis import Channel

from tests.reference.page import plain, table, tables, text

DEFAULTS = {name: option.default for name, option in flatten(NAMESPACES)}
OF_AUTORETRY = re.compile(r"'(\w+)',\s+(?:getattr\(task, '\w+', )?(\w+|\(\))\)")
OF_THE_DECORATOR = {"bind": "False", "pydantic": "False"}
SETTINGS = ["Where things are", "How tasks run", "When something breaks", "Beat"]


def settings() -> list[tuple[str, str]]:
    return [(plain(row[0]), plain(row[1])) for heading in SETTINGS for row in table(heading)]


def shown(value: object) -> str:
    return f"{value.days} day" if isinstance(value, timedelta) else repr(value)


@pytest.mark.parametrize(("name", "default"), settings())
def test_a_setting_has_the_default_that_the_page_shows(name: str, default: str):
    assert default == shown(DEFAULTS[name])


def test_every_setting_is_read_by_the_test_above():
    found = tables(text("Settings", end="\n### Transport options\n"))

    assert len(settings()) == sum(len(rows) - 1 for rows in found) > 45


def test_the_options_of_a_task_have_the_defaults_that_the_page_shows():
    known = dict(OF_AUTORETRY.findall(inspect.getsource(autoretry))) | OF_THE_DECORATOR

    for name, default, _ in table("Options of a task"):
        name = plain(name)
        assert plain(default) == (known[name] if name in known else repr(getattr(Task, name))), name


def test_the_arguments_of_retry_have_the_defaults_that_the_page_shows():
    known = inspect.signature(Task.retry).parameters

    for names, default, _ in table("Inside a task", 1):
        for name in names.split(", "):
            assert plain(default) == repr(known[plain(name)].default), name


def test_redis_transport_options_have_the_defaults_that_the_page_shows():
    for name, default, _ in table("Transport options"):
        assert plain(default) == repr(getattr(Channel, plain(name))), name
