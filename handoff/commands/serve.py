"""Show the site while it is written: pages reload when they change, and search stays fresh.

The builder serves a folder of its own making; after each build its search index is made there.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from handoff import root
from handoff.samples.ports import answers
from handoff.search.fresh import refresh

PAUSE = 0.2  # seconds between two looks at what the builder has written


def arguments(parser: argparse.ArgumentParser) -> None:
    port = int(os.environ.get("PORT", 8000))
    parser.add_argument("--port", type=int, default=port, help="default: $PORT, or else 8000")


def run(options: argparse.Namespace) -> int:
    if answers(options.port):
        other = f"PORT={options.port + 1} make serve"
        print(f"port {options.port} is taken; choose another, as in: {other}", file=sys.stderr)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    with tempfile.TemporaryDirectory(prefix="handoff-serve-") as folder:
        environment = {**os.environ, "TMPDIR": folder, "NO_MKDOCS_2_WARNING": "1"}
        server = subprocess.Popen(command(options.port), cwd=root(), env=environment)
        try:
            watch(server, Path(folder))
        finally:
            server.terminate()
            server.wait()
    return server.returncode


def command(port: int) -> list[str]:
    return [sys.executable, "-m", "handoff.rebuild", f"127.0.0.1:{port}"]


def watch(server: subprocess.Popen, folder: Path) -> None:
    """Refresh the index until the server ends."""
    while server.poll() is None:
        for site in folder.glob("mkdocs_*"):
            refresh(site)
        time.sleep(PAUSE)


def stop(*_) -> None:
    sys.exit(0)
