"""The page's side of the session, in the tab: JSON out, and pauses that let the page speak."""

import importlib
import json
import os
import time

from pyodide.ffi import can_run_sync, run_sync

from . import Session, clock, pace, restored

for name in ("getuid", "geteuid", "getgid", "getegid"):
    setattr(os, name, lambda: 1000)  # a reader is not root, whatever Emscripten says


SOON = 200  # things told of at once, after which they go in batches
BATCH = 0.1  # seconds between two batches


class Batches:
    """What Python tells, in batches: `tell(json, state)` gets [kind, data], …, and the machine's
    state after it, or None where there is nothing but prints in it. What is marked `now` is told
    at once: whoever tells it may be about to block."""

    def __init__(self, tell):
        self.tell = tell
        self.state = str  # session() puts the session's own here
        self.waiting = []
        self.spoken = self.count = 0

    def __call__(self, kind: str, data: dict) -> None:
        last = self.waiting[-1] if self.waiting else ("", {})
        if kind == "print" == last[0] and data["process"] == last[1]["process"]:
            last[1]["text"] += data["text"]
        else:
            self.waiting.append((kind, data))
        self.count += 1
        if data.get("now") or self.count < SOON or time.monotonic() > self.spoken + BATCH:
            self.speak()

    def speak(self) -> None:
        if self.waiting:
            told, self.waiting = self.waiting, []
            lively = any(kind != "print" for kind, _ in told)
            self.tell(json.dumps(told, default=str), self.state() if lively else None)
            self.spoken = time.monotonic()

    def flush(self) -> None:
        """Nothing may wait any longer: a turn, or what the page asked for, is over."""
        self.speak()
        self.count = 0


class ForPage:
    """What a session needs besides when JavaScript is its caller."""

    def write(self, files) -> None:
        super().write(files.to_py())

    def flush(self) -> None:
        self.tell.flush()


def session(tell, pause, hold, package: str) -> Session:
    """The session of a package, for machine-thread.js. `tell` as Batches has it; `pause(seconds)`
    returns a promise, `hold()` a promise or None.

    Where the browser can switch stacks (JSPI), a program that waits lets the page go on, and the
    page may hold Python at each step.
    """
    restored.renew()
    batches = Batches(tell)

    def wait(seconds: float) -> None:
        batches.speak()
        waited = pause(seconds)
        if can_run_sync():
            run_sync(waited)
        else:
            clock.real_sleep(seconds)

    kind = importlib.import_module(package).Session
    made = type("TabSession", (ForPage, kind), {})(batches)

    def hold_here() -> None:
        if not made.holding or not can_run_sync():
            return
        batches.speak()
        if held := hold():
            run_sync(held)

    clock.pause, pace.hold = wait, hold_here
    batches.state = made.state
    return made
