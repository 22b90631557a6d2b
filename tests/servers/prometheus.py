"""Prometheus of our own: promtool, which checks and tests rules, and the server, which scrapes."""

import shutil
from pathlib import Path

import httpx

from handoff.samples.ports import answers, free_port
from handoff.samples.process import Process
from handoff_celery.servers.system import releases


class Prometheus:
    """A server that scrapes what its configuration in `folder` says, and tells its alerts."""

    missing = "there is no Prometheus: `sh tests/servers.sh` (root, Debian) or your package manager"

    def __init__(self, folder: Path, configuration: str = "prometheus.yml"):
        self.port = free_port()
        words = [
            program("prometheus"),
            f"--config.file={folder / configuration}",
            f"--storage.tsdb.path={folder / 'metrics'}",
            f"--web.listen-address=127.0.0.1:{self.port}",
        ]
        self.process = Process("prometheus", " ".join(map(str, words)), folder)
        self.process.wait_for("Server is ready to receive web requests")
        self.process.wait_until(lambda: answers(self.port), "it answers")

    @classmethod
    def find(cls) -> Path | None:
        return program("prometheus")

    def firing(self) -> set[str]:
        """The names of the alerts that fire."""
        return {alert["labels"]["alertname"] for alert in self._alerts("firing")}

    def up(self) -> bool:
        """It has scraped its targets at least once, and all of them answered."""
        targets = self._ask("targets")["activeTargets"]
        return bool(targets) and all(target["health"] == "up" for target in targets)

    def _alerts(self, state: str) -> list[dict]:
        return [alert for alert in self._ask("alerts")["alerts"] if alert["state"] == state]

    def _ask(self, what: str) -> dict:
        answer = httpx.get(f"http://127.0.0.1:{self.port}/api/v1/{what}", timeout=30)
        return answer.raise_for_status().json()["data"]

    def close(self) -> None:
        self.process.kill()


def program(name: str) -> Path | None:
    """Where Debian's package was unpacked, or where the system has it."""
    unpacked = releases().parent / "prometheus" / "usr" / "bin" / name
    found = shutil.which(name)
    return unpacked if unpacked.is_file() else Path(found) if found else None


def promtool(folder: Path, *words: str, code: int = 0) -> str:
    """`promtool …` in the folder: what it prints; its exit code must be `code`."""
    command = " ".join(map(str, [program("promtool"), *words]))
    process = Process("promtool", command, folder)
    assert process.wait() == code, process.log
    return process.log
