"""A first Run, run while the bundle is built: to learn what it imports, then to keep its memory."""

import asyncio  # noqa: F401  the tab's own bridge imports it
import linecache  # noqa: F401
import sys

import lab
import lab.browser

screen = sys.stdout


def tell(kind: str, data: dict) -> None:
    screen.write(data["text"])  # seen only if the build fails


session = lab.Session(tell)
session.write({"program.py": "import time\ntime.sleep(0)\nprint('ready')\n"})
assert session.run("program.py") == 0
session.state()
session.reset()
