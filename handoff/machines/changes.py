"""When each file was first and last committed, as Git knows it."""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

TIME = "\x01"
LOG = (
    *("log", "--name-only", "-z", "--no-renames", "--diff-filter=AM", f"--format={TIME}%cd"),
    "--date=format-local:%Y-%m-%dT%H:%M:%SZ",
)


class Dates(NamedTuple):
    """Times by RFC 3339, in UTC: their order is that of their letters."""

    first: str
    last: str


def dates(folder: Path) -> dict[Path, Dates]:
    """Those of the files below `folder`; none without Git, or where it has cut the history off."""
    top = git(folder, "rev-parse", "--show-toplevel").strip()
    if not top or git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    found: dict[Path, Dates] = {}
    time = ""
    for word in git(folder, *LOG, "--", ".").replace("\n", "\0").split("\0"):
        if word.startswith(TIME):
            time = word.removeprefix(TIME)
        elif word:
            path = Path(top) / word
            found[path] = Dates(time, found[path].last if path in found else time)
    return found


def git(folder: Path, *words: str) -> str:
    """What Git prints there; nothing where it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", "-C", folder, *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "TZ": "UTC0"},
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
