"""How far a long command is, on standard error, for those who wait for it.

    at("page", 12, 68)  ──►  logger handoff.progress  ──►  told() shows the last of it:
    say("written")                                           on a terminal, one line, rewritten
                                                             elsewhere, a line every half minute

Libraries say where they are and do not know whether anybody looks; only a command opens `told`.
"""

import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

logger = logging.getLogger("handoff.progress")
screen = threading.RLock()  # whoever writes has it
PATIENCE = 1.0  # seconds before anything is shown: what is quick says nothing
OFTEN, SELDOM = 0.2, 30.0  # seconds between two looks: of a terminal, of a log
CLEAR = "\r\033[K"


def at(what: str, number: int = 0, all_: int = 0) -> None:
    """Where a library is: what it works on, and which of how many that is."""
    if all_:
        logger.info("%s %d of %d", what, number, all_)
    else:
        logger.info("%s", what)


def say(line: str, stream: TextIO | None = None) -> None:
    """A line that stays, on standard error unless told where else."""
    with screen:
        for each in logger.handlers:
            each.clear()
        print(line, file=stream or sys.stderr, flush=True)


@contextmanager
def told(command: str, *others: str) -> Iterator[None]:
    """Show how far this command is, and what the loggers of others say of it."""
    line = Line(command, sys.stderr)
    loggers = [logger, *map(logging.getLogger, others)]
    before = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.INFO)
        each.addHandler(line)
    line.thread.start()
    try:
        yield
    finally:
        line.stop()
        for each, level in zip(loggers, before, strict=True):
            each.removeHandler(line)
            each.setLevel(level)


class Line(logging.Handler):
    """Keeps what was said last; a thread shows it, so that a long step is seen to go on."""

    def __init__(self, command: str, stream: TextIO) -> None:
        super().__init__()
        self.command, self.words, self.is_there = command, "", False
        self.stream, self.rewritten = stream, stream.isatty()
        self.began = time.monotonic()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def emit(self, record: logging.LogRecord) -> None:
        self.words = record.getMessage()

    def watch(self) -> None:
        pause = PATIENCE if self.rewritten else SELDOM
        while not self.ended.wait(pause):
            self.show()
            pause = OFTEN if self.rewritten else SELDOM

    def show(self) -> None:
        took = f"{time.monotonic() - self.began:.0f} s"
        text = f"{self.command}: {', '.join(filter(None, [self.words, took]))}"
        with screen:
            if self.rewritten:
                text, self.is_there = CLEAR + text[: self.width() - 1], True
            print(text, end="" if self.rewritten else "\n", file=self.stream, flush=True)

    def width(self) -> int:
        """Columns of the terminal; a line that wraps could not be rewritten."""
        return os.get_terminal_size(self.stream.fileno()).columns or 80

    def clear(self) -> None:
        with screen:
            if self.is_there:
                print(CLEAR, end="", file=self.stream, flush=True)
            self.is_there = False

    def stop(self) -> None:
        self.ended.set()
        self.thread.join()
        self.clear()
