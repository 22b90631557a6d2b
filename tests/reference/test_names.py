"""The cheat sheet's commands, fields, addresses and crontabs, each tried on Celery itself."""

import re
import shlex
import ssl
import sys
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from celery import Celery, signals
from celery.app.backends import by_url
from celery.app.task import Context
from celery.bin.celery import celery
from celery.exceptions import ImproperlyConfigured
from celery.result import AsyncResult
from celery.schedules import crontab
from celery.worker.control import Panel
from kombu import Connection
from kombu.transport import TRANSPORT_ALIASES
from kombu.transport.pyamqp import SSLTransport

from tests.reference.page import PAGE, plain, table

PROJECT = PAGE.parents[2] / "tests/claims/celery/_project"
FIELD = re.compile(r"`\.(\w+)")


def commands() -> list[str]:
    return [plain(row[0]) for heading in ("Start", "Ask", "Act") for row in table(heading)]


@pytest.mark.parametrize("line", commands())
def test_a_command_is_understood(line: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "path", [str(PROJECT), *sys.path])
    name, *words = shlex.split(line)
    command = celery.commands[name]

    with celery.make_context("celery", ["-A", "tasks", name]) as parent:
        parent.obj = SimpleNamespace(app=Celery("tasks"), no_color=True)
        command.make_context(name, [*words], parent=parent)  # raises what the shell would say

    if name in ("inspect", "control"):
        assert Panel.meta[words[0]].type == name


def test_the_signals_exist():
    names = [plain(row[0]) for row in table("Celery's own signals")]

    assert names and set(names) <= set(signals.__all__)


def test_a_request_has_the_fields_that_the_page_shows():
    names = [name for row in table("Inside a task") for name in FIELD.findall(row[0])]

    assert len(names) >= 10
    assert [name for name in names if not hasattr(Context, name)] == []


def test_a_handle_has_what_the_page_shows():
    names = [name for row in table("Asking about a task") for name in FIELD.findall(row[0])]

    assert len(names) >= 15
    assert [name for name in names if not hasattr(AsyncResult, name)] == []


def addresses(index: int) -> list[str]:
    return [plain(row[0]) for row in table("Addresses", index)]


@pytest.mark.parametrize("address", [*addresses(0), *addresses(1)])
def test_an_address_of_a_broker_is_understood(address: str):
    with Connection(address) as connection:
        assert connection.transport_cls in TRANSPORT_ALIASES
        assert connection.get_transport_cls()


@pytest.mark.parametrize("address", [*addresses(0), *addresses(2)])
def test_an_address_of_a_result_backend_is_understood(address: str):
    backend, _ = by_url(address)

    assert backend.__name__.endswith("Backend")


def test_an_address_of_a_broker_only_is_refused_as_a_result_backend():
    for address in addresses(1):
        with pytest.raises((ImproperlyConfigured, ModuleNotFoundError)):
            by_url(address)


def test_a_second_s_in_an_address_means_tls():
    rediss = next(address for address in addresses(0) if address.startswith("rediss:"))
    amqps = next(address for address in addresses(1) if address.startswith("amqps:"))

    assert Connection(rediss).ssl == {"ssl_cert_reqs": ssl.CERT_REQUIRED}
    assert Connection(amqps).get_transport_cls() is SSLTransport


def recipes() -> list[tuple[str, str]]:
    return [(plain(row[0]), row[2]) for row in table("Crontab recipes")]


@pytest.mark.parametrize(("recipe", "shown"), recipes())
def test_a_crontab_fires_next_when_the_page_says(recipe: str, shown: str):
    start = datetime(2026, 11, 1, tzinfo=UTC)
    fields = eval(recipe, {"crontab": dict})

    entry = crontab(**fields, app=Celery(set_as_current=False), nowfun=lambda: start)

    assert f"{start + entry.remaining_estimate(start):%a %-d, %H:%M}" == shown
