"""PostgreSQL from the wheel pgserver, on a TCP port; the wheel is built without TLS."""

import os
import pwd
import shutil
import signal as signals
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psycopg

from handoff.samples.ports import free_port
from handoff.samples.process import Process

USER = "nobody"  # PostgreSQL refuses to run as root
QUICK = ["-c", "fsync=off", "-c", "full_page_writes=off"]  # no test cuts the power


class PostgresServer:
    """`.url("shop")` leads to a new, empty database of that name; `.kill()` is kill -9."""

    name = "postgres"
    missing = "no PostgreSQL for this platform: `pip install pgserver` has none"

    def __init__(self):
        self.port, self.process = free_port(), None
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp"))  # open to its user
        data = self.folder / "data"
        self._give(self.folder)
        self._run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
        self.start()

    @classmethod
    def find(cls) -> Path | None:
        return programs()

    @property
    def version(self) -> str:
        printed = subprocess.run([programs() / "postgres", "-V"], capture_output=True, text=True)
        return printed.stdout.split()[-1]

    def start(self) -> None:
        """Start, or start again, on the same port and folder."""
        options = ["-D", self.folder / "data", "-h", "127.0.0.1", "-p", self.port, "-k", ""]
        words = [programs() / "postgres", *options, *QUICK]
        command = " ".join(f"'{word}'" for word in words)
        self.process = Process("postgres", command, self.folder, user=_other_user())
        self.process.wait_for("ready to accept connections")

    def url(self, database: str = "postgres", options: str = "sslmode=disable") -> str:
        """Where the database is; it is made if there is none of that name."""
        address = f"postgresql://postgres@127.0.0.1:{self.port}"
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            known = connection.execute("SELECT datname FROM pg_database").fetchall()
            if (database,) not in known:
                connection.execute(f'CREATE DATABASE "{database}"')
        return f"{address}/{database}?{options}"

    def stop(self, signal: int = signals.SIGINT) -> None:
        """SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave."""
        self.process.stop(signal)

    def kill(self) -> None:
        self.process.kill()

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *words: str | Path) -> None:
        command = [programs() / program, *words]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True, **_as_user())

    def _give(self, path: Path) -> None:
        path.chmod(0o700 if path.is_dir() else 0o600)
        if user := _other_user():
            shutil.chown(path, user)


@cache
def programs() -> Path | None:
    """The folder of initdb and postgres in the wheel, or None."""
    found = find_spec("pgserver")  # not imported: it makes a user and folders when it is
    return Path(found.origin).parent / "pginstall" / "bin" if found else None


def _other_user() -> str | None:
    return USER if os.geteuid() == 0 else None


def _as_user() -> dict:
    user = _other_user()
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
