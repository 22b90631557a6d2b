"""On what it was measured, said with every result."""

import datetime
import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

from tests.bench.environments import HERE

NAMED = ("mkdocs", "mkdocs-material", "mkdocs-mermaid2-plugin", "mkdocs_quiz", "zensical")


def here() -> str:
    memory = round(psutil.virtual_memory().total / 2**30)
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores of {processor()}, {memory} GiB, {system}"


def processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return platform.processor() or platform.machine()


def load() -> float:
    """How many programs wanted a core, on average of the last five minutes."""
    return round(os.getloadavg()[1], 1)


def today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def versions() -> dict[str, str]:
    """Those that are compared, as the requirements pin them."""
    found = {"mkdocs": version("mkdocs"), "mkdocs-material": version("mkdocs-material")}
    for file in sorted(HERE.glob("requirements-*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            name, _, pinned = line.partition("==")
            if name in NAMED:
                found[name] = pinned
    return found
