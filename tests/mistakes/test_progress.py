"""How far a command is: a line that is rewritten on a terminal, seldom one in a log, or nothing."""

import io
import os
import pty
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import SimpleNamespace

import pytest

from handoff import progress
from handoff.samples.waiting import wait_until

END = progress.CLEAR.encode()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], bytes]]:
    """What a terminal in place of standard error has been sent so far."""
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "OFTEN", 0.01)
    master, slave = pty.openpty()
    os.set_blocking(master, False)
    sent = bytearray()

    def read() -> bytes:
        with suppress(BlockingIOError):
            sent.extend(os.read(master, 100_000))
        return bytes(sent)

    with open(slave, "w", encoding="utf-8") as stream:  # noqa: PTH123  a descriptor
        monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=stream))
        yield read
    os.close(master)


def test_on_a_terminal_one_line_is_rewritten_and_gone_at_the_end(terminal):
    with progress.told("check"):
        progress.at("page", 1, 9)
        wait_until(lambda: b"check: page 1 of 9, " in terminal(), "the first page")
        progress.at("page", 2, 9)
        wait_until(lambda: b"check: page 2 of 9, " in terminal(), "the second page")

    assert b"\n" not in terminal() and terminal().endswith(END)
    assert all(shown.startswith(b"check: ") for shown in filter(None, terminal().split(END)))


def test_what_others_log_is_shown_too_and_no_longer_than_the_terminal_is_wide(terminal):
    with progress.told("book", "paper.progress"):
        progress.logging.getLogger("paper.progress").info("Step %d " + "far " * 100, 3)
        wait_until(lambda: b"book: Step 3 far" in terminal(), "the step")

    assert max(map(len, terminal().split(END))) < 80
    assert not progress.logging.getLogger("paper.progress").handlers


def test_a_line_that_stays_is_no_part_of_the_one_that_goes(terminal):
    with progress.told("record"):
        progress.at("one")
        wait_until(lambda: b"record: one" in terminal(), "the first")
        progress.say("one … written")

    assert END + b"one \xe2\x80\xa6 written\r\n" in terminal()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Pytest puts its own in place of sys.stderr when a test begins."""
    stream = io.StringIO()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=stream))
    return stream


def test_in_a_log_there_is_a_line_now_and_then(log, monkeypatch):
    monkeypatch.setattr(progress, "SELDOM", 0.01)

    with progress.told("check"):
        progress.at("page", 1, 9)
        wait_until(lambda: "check: page 1 of 9, " in log.getvalue(), "a line")

    assert progress.CLEAR not in log.getvalue()


def test_what_is_soon_done_says_nothing(log):
    assert progress.SELDOM >= 10

    with progress.told("check"):
        progress.at("page", 1, 9)

    assert log.getvalue() == ""


def test_nobody_looks_where_no_command_asks(terminal):
    progress.at("page", 1, 9)

    assert terminal() == b"" and not progress.logger.handlers


def test_what_fails_is_told_on_a_line_of_its_own(terminal):
    with pytest.raises(ValueError, match="no such"), progress.told("check"):
        progress.at("page", 1, 9)
        wait_until(lambda: b"page 1 of 9" in terminal(), "the page")
        raise ValueError("no such")

    assert terminal().endswith(END) and not progress.logger.handlers
