"""The engines besides Chromium; each has its own driver, and they share what a reader does."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fixtures.servers import installs

from . import firefox, webkit
from .host import Seen, proxy
from .tab import Tab

ENGINES = {"firefox": firefox, "webkit": webkit}
PORTS = itertools.count(1024)  # of origins: nobody listens there, the proxy answers for all


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    """The module that opens an engine; where it is missing the test is skipped by name."""
    found = ENGINES[request.param]
    if not found.program():
        (pytest.fail if installs() else pytest.skip)(found.MISSING)
    return found


@pytest.fixture(scope="session")
def host(builds: Callable[[str], Path], lab_bundle: Path) -> Iterator[Seen]:
    with proxy(builds("mkdocs")) as seen:
        yield seen


@pytest.fixture(scope="session")
def opened(engine, host: Seen, tmp_path_factory) -> Iterator[Tab]:
    """One browser for all tests of an engine."""
    with engine.opened(tmp_path_factory.mktemp("engine"), host.port) as tab:
        yield tab


@pytest.fixture
def origin() -> str:
    """The address of the site for one test: what others kept in the browser is not there."""
    return f"http://127.0.0.1:{next(PORTS)}/"


@pytest.fixture
def seen(host: Seen) -> Iterator[Seen]:
    """Fails on errors in a page and on requests to other hosts."""
    host.forget()
    yield host
    assert host.mishaps == []


@pytest.fixture
def tab(opened: Tab, seen: Seen) -> Iterator[Tab]:
    yield opened
    opened.goto("about:blank")
