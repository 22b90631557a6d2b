"""Each mistake of an author: what check, build and serve say of it, in the same words."""

import logging
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from handoff.diagnostics import building, check
from handoff.samples.ports import free_port
from handoff.samples.waiting import wait_until
from tests.mistakes.cases import CASES, CHAPTER, Case
from tests.mistakes.project import lay_out

ENDED = ("Reloading browsers", "until build errors are resolved")
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
# One of each kind; the others are served nightly.
SERVED = {"minutes in words", "fence name misspelt", "lab file misspelt", "claims for claim"}
SERVED |= {"mermaid syntax", "phases stray line", "toml syntax", "comma missing", "Latin-1"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_at_least_eighty_and_none_in_the_sound_project(project):
    assert len({case.name for case in CASES}) == len(CASES) >= 80
    assert check.problems() == []


@EACH
def test_check_tells_the_cause_and_nothing_that_follows(project, case: Case):
    case.make(project)

    assert list(map(str, check.problems())) == case.told


def test_a_sound_project_is_built_in_silence(project, caplog):
    assert built(project, caplog) == []
    assert "mistakes" not in page_of(project)


@EACH
def test_a_build_says_the_same_and_fails_without_a_traceback(project, caplog, case: Case):
    case.make(project)

    with pytest.raises(SystemExit):
        built(project, caplog)

    assert logged(caplog) == case.told
    assert [record for record in caplog.records if record.exc_info] == []


def built(project: Path, caplog) -> list[str]:
    """What MkDocs logs of ours while it builds the site."""
    building.forget()
    with caplog.at_level(logging.INFO, "mkdocs"):
        build(load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site")))
    return logged(caplog)


def logged(caplog) -> list[str]:
    """Ours only, as `check` says them: without severity and excerpt."""
    ours = (record for record in caplog.records if record.name == "mkdocs.handoff")
    heads = (record.getMessage().split("\n")[0] for record in ours)
    return [head.replace(": error: ", ": ", 1) for head in heads]


def page_of(project: Path) -> str:
    return (project / "site" / "guide" / "01-tea" / "index.html").read_text(encoding="utf-8")


class Server:
    """`handoff serve` of the project, and what it has printed so far."""

    def __init__(self, project: Path, port: int):
        self.project, self.address = project, f"http://127.0.0.1:{port}/"
        self._log = project / "serve.log"
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
        environment["COLUMNS"] = "0"  # else MkDocs breaks its lines at what readline has set
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "handoff", "serve", "--port", str(port)],
                cwd=project,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def page(self) -> str:
        """The chapter as it is served now; empty while nothing answers."""
        try:
            with urllib.request.urlopen(f"{self.address}guide/01-tea/", timeout=5) as answer:
                return unescape(answer.read().decode())
        except OSError:
            return ""

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    project = tmp_path_factory.mktemp("served")
    lay_out(project)
    server = Server(project, free_port())
    wait_until(lambda: "Tea waits" in server.page(), lambda: server.log, timeout=60)
    yield server
    server.stop()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(each, id=each.name, marks=[] if each.name in SERVED else pytest.mark.slow)
        for each in CASES
    ],
)
def test_serve_says_the_same_shows_it_on_the_page_and_recovers(server: Server, case: Case):
    before = len(server.log)

    case.make(server.project)

    try:
        wait_until(lambda: told_to_the_end(server.log[before:], case), lambda: server.log[before:])
        if shown := on_the_page(case):
            wait_until(lambda: all(each in server.page() for each in shown), str(shown))
    finally:
        case.mend(server.project)
    wait_until(lambda: "Tea waits" in server.page(), "the page")
    wait_until(lambda: 'class="mistakes"' not in server.page(), "the page to be sound again")
    assert server.process.poll() is None
    assert "Traceback" not in server.log


def told_to_the_end(log: str, case: Case) -> bool:
    """The build that says it has ended, too: MkDocs fails, and with a traceback, where a page goes
    away between its look at the folders and its reading of the page."""
    if not all(told_in(log, case)):
        return False
    place, _, message = case.told[0].partition(": ")
    since = log.rpartition(f"{place}: error: {message}")[2]
    return any(words in since for words in ENDED)


def told_in(log: str, case: Case) -> Iterator[bool]:
    for each in case.told:
        place, _, message = each.partition(": ")
        yield f"{place}: error: {message}" in log


def on_the_page(case: Case) -> list[str]:
    """What the chapter itself has to show: its own mistakes, and those of what it shows."""
    if case.name == "Latin-1":
        return []  # MkDocs cannot read it: the last page that it could stays
    return [each.partition(": ")[2] for each in case.told if each.startswith(CHAPTER)]
