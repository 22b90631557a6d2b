"""The page's side of the session, in the tab: JSON out, and pauses that let the page speak."""

import json
import os

from pyodide.ffi import can_run_sync, run_sync

from . import Session, clock

for name in ("getuid", "geteuid", "getgid", "getegid"):
    setattr(os, name, lambda: 1000)  # a reader is not root, whatever Emscripten says


class TabSession(Session):
    def write(self, files) -> None:
        super().write(files.to_py())


def session(tell, pause) -> Session:
    """A session for worker.js: `tell(kind, json)`; `pause(seconds)` returns a promise.

    Where the browser can switch stacks (JSPI), a program that waits lets the page go on.
    """

    def wait(seconds: float) -> None:
        waited = pause(seconds)
        if can_run_sync():
            run_sync(waited)
        else:
            clock.real_sleep(seconds)

    clock.pause = wait
    return TabSession(lambda kind, data: tell(kind, json.dumps(data, default=str)))
