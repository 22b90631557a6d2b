"""Recorded output made stable: the one place where what differs from run to run is replaced."""

import re
import socket
from collections.abc import Callable
from pathlib import Path

from handoff.samples import beside

DAY, CLOCK = "2026-11-22", "12:00:00"
UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")


def normalise(text: str, folder: Path | None = None, sample: Path | None = None) -> str:
    """The text with ids, times, durations, hosts, ports, pids and paths made stable.

    `folder` is where the program ran, `sample` the folder of examples/ that it is a copy of.
    """
    text = beside.stable(text, sample)
    if folder:
        text = text.replace(f"{folder}/", "").replace(str(folder), ".")
    text = numbered(UUID, text, lambda number: f"5f1d9c40-7a3e-4c58-9d0b-{number:012d}")
    for pattern, replacement in REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n"


def numbered(pattern: re.Pattern, text: str, name: Callable[[int], str]) -> str:
    """Each distinct match becomes the name of its number: 1 for the first one seen."""
    seen: dict[str, int] = {}
    return pattern.sub(lambda found: name(seen.setdefault(found[0], len(seen) + 1)), text)


def _duration(found: re.Match) -> str:
    seconds = float(found[2])
    return f"{found[1]}{'0.01' if seconds < 0.5 else f'{seconds:.0f}.00'}s"


Replacement = str | Callable[[re.Match], str]
REPLACEMENTS: list[tuple[re.Pattern, Replacement]] = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # 2026-03-01 09:30:59,123 or 2026-03-01T09:30:59.123456+00:00; the zone stays
        (r"\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d([.,])\d+", rf"{DAY}\g<1>{CLOCK}\g<2>000"),
        (r"\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d", rf"{DAY}\g<1>{CLOCK}"),
        (r"(\bin )(\d+\.\d+(?:e-\d+)?)s\b", _duration),
        (r"http://127\.0\.0\.1:\d+", "http://127.0.0.1:8000"),
        (rf"(\w@){re.escape(socket.gethostname())}\b", r"\g<1>host"),
        (r"\b0x[0-9a-f]{6,}\b", "0x7f0000000000"),
        (r"\b(pid[ =:'\"]+)\d+", r"\g<1>4711"),
        (r"\bLinux-\S+|\bmacOS-\S+", "Linux"),
        # a frame in Python's own library, whose place and lines are each installation's
        (r'File "[^"]*/python3\.\d+/(?!site-packages)([\w/.]+)", line \d+', r'File "…/\1", line …'),
    )
]
