"""Pauses that let the page speak, where the browser can switch stacks (JSPI); else plain ones."""

from pyodide.ffi import can_run_sync, run_sync

from . import clock


def install(pause_in_javascript) -> None:
    """`pause_in_javascript(seconds)` returns a promise."""

    def pause(seconds: float) -> None:
        if can_run_sync():
            run_sync(pause_in_javascript(seconds))
        else:
            clock.real_sleep(seconds)

    clock.pause = pause
