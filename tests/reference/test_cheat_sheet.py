"""The cheat sheet's tables against Celery itself."""

import inspect
import re
import shlex
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from celery import Celery, Task, signals
from celery.app import autoretry
from celery.app.defaults import NAMESPACES, flatten
from celery.bin.celery import celery
from celery.worker.control import Panel
from kombu.transport.redis import Channel

PAGE = Path(__file__).parents[2] / "docs/celery/cheat-sheet.md"
DEFAULTS = {name: option.default for name, option in flatten(NAMESPACES)}


def table(section: str) -> list[list[str]]:
    """The rows of the first table under a heading, as cells."""
    text = PAGE.read_text().split(f"# {section}\n")[1].split("\n#")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def settings() -> list[tuple[str, str]]:
    text = PAGE.read_text().split("\n## Settings\n")[1].split("\n### Options of a task\n")[0]
    return re.findall(r"^\| `(\w+)` \| `(.*?)` \|", text, re.MULTILINE)


def shown(value: object) -> str:
    return f"{value.days} day" if isinstance(value, timedelta) else repr(value)


@pytest.mark.parametrize(("name", "default"), settings())
def test_a_setting_has_the_default_that_the_page_shows(name: str, default: str):
    assert default == shown(DEFAULTS[name])


def test_every_setting_is_read_by_the_test_above():
    text = PAGE.read_text().split("\n## Settings\n")[1].split("\n### Options of a task\n")[0]
    rows = [line for line in text.splitlines() if line.startswith("| `")]

    assert len(settings()) == len(rows) > 30


def test_the_options_of_a_task_have_the_defaults_that_the_page_shows():
    pattern = r"getattr\(task, '(\w+)', (\w+|\(\))\)"
    retries = dict(re.findall(pattern, inspect.getsource(autoretry)))
    of_the_decorator = {"bind": "False", "pydantic": "False"}

    for name, default, _ in table("Options of a task"):
        name, default = name.strip("`"), default.strip("`")
        known = retries | of_the_decorator
        assert default == (known[name] if name in known else repr(getattr(Task, name))), name


def test_redis_transport_options_have_the_defaults_that_the_page_shows():
    for name, default, _ in table("Redis as a broker"):
        assert default.strip("`") == repr(getattr(Channel, name.strip("`")))


def test_the_signals_exist():
    names = [row[0].strip("`") for row in table("Celery's own signals")]

    assert names and set(names) <= set(signals.__all__)


def commands() -> list[str]:
    return [row[0].strip("`") for row in table("Commands")]


@pytest.mark.parametrize("line", commands())
def test_a_command_is_understood(line: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        sys, "path", [str(PAGE.parents[2] / "tests/claims/celery/_project"), *sys.path]
    )
    program, app, module, name, *words = shlex.split(line)
    assert (program, app, module) == ("celery", "-A", "tasks")
    command = celery.commands[name]

    with celery.make_context("celery", ["-A", "tasks", name]) as parent:
        parent.obj = SimpleNamespace(app=Celery("tasks"), no_color=True)
        command.make_context(name, [*words], parent=parent)  # raises what the shell would say

    if name in ("inspect", "control"):
        assert Panel.meta[words[0]].type == name
