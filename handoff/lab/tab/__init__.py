"""Python in the reader's tab, where nothing may block and nothing can be forked.

    page ◄─ tell ─ session.py ─┬─ program.py   the reader's program, run to its end
                               ├─ process.py   what two processes would not share
                               ├─ terminal.py  what they print
                               └─ clock.py     `time.sleep` that lets the page speak meanwhile

A subject's own session (its package's `lab/tab`) adds what runs beside the program.
"""

from . import clock

clock.install()  # before anything imports `sleep` by name

from .session import Session  # noqa: E402

__all__ = ["Session"]
