"""One process of a sample: its own session, its own log, ended by its own id."""

import ctypes
import os
import shlex
import signal as signals
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import psutil

from handoff.samples.beside import own_settings
from handoff.samples.waiting import wait_until

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class ProcessError(Exception):
    """A process did not start, or ended when it should not have."""


class Process:
    """`name` runs `command` in `folder`; `heard` is told each line that it prints."""

    def __init__(
        self,
        name: str,
        command: str,
        folder: Path,
        env: Mapping[str, str] | None = None,
        heard: Callable[[str], None] = lambda line: None,
        user: str | None = None,  # another one than ours, which only root may ask for
    ):
        self.name, self.command, self.folder = name, command, folder
        self._lines: list[str] = []
        self._cleared = False
        self._heard = heard
        self._popen = subprocess.Popen(
            _words(command),
            cwd=folder,
            env=environment(env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=user,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            text=True,
            errors="replace",
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def log(self) -> str:
        """All that it has printed so far."""
        return "".join(self._lines)

    @property
    def code(self) -> int | None:
        """Its exit code; None while it runs."""
        return self._popen.poll()

    @property
    def alive(self) -> bool:
        return self.code is None

    def children(self) -> list[psutil.Process]:
        """The processes that it has started, and theirs, oldest first."""
        try:
            found = psutil.Process(self.pid).children(recursive=True)
            return sorted(found, key=lambda child: (child.create_time(), child.pid))
        except psutil.NoSuchProcess:
            return []

    def wait_for(self, text: str, timeout: float = 60, times: int = 1) -> None:
        """Until the log holds the text (so many times), or the process is gone."""
        self.wait_until(lambda: self.log.count(text) >= times, f"'{text}' in its log", timeout)

    def wait_until(self, condition: Callable[[], bool], what: str, timeout: float = 60) -> None:
        def settled() -> bool:
            return condition() or not self.alive

        wait_until(settled, lambda: f"{what} ({self.name})\n{self.tail()}", timeout)
        if not condition():
            self._reader.join(timeout=5)
        if not condition():
            raise ProcessError(
                f"{self.name}: `{self.command}` ended with exit code {self.code} before {what}\n"
                f"{self.tail()}"
            )

    def tail(self, lines: int = 30) -> str:
        return "".join(self._lines[-lines:])

    def signal(self, number: int) -> None:
        """Send a signal to the process alone, not to its children."""
        if self.alive:
            self._popen.send_signal(number)

    def wait(self, timeout: float = 60) -> int:
        """Its exit code, once it has ended by itself."""
        try:
            self._popen.wait(timeout)
        except subprocess.TimeoutExpired as late:
            text = f"{self.name} still runs after {timeout:g} s\n{self.tail()}"
            raise ProcessError(text) from late
        self._reader.join(timeout=5)
        return self._popen.returncode

    def stop(self, signal: int = signals.SIGTERM, timeout: float = 30) -> int:
        """Ask it to end (SIGTERM: warm shutdown), wait, and clear what is left of its session."""
        left = self.children()  # once it is gone, nobody knows whose they were
        self.signal(signal)
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(timeout)
        return self._clear([*left, *self.children()])

    def kill(self) -> int:
        """SIGKILL for it and all its children at once, as when a machine loses power."""
        return self._clear(self.children())

    def _clear(self, left: list[psutil.Process]) -> int:
        if not self._cleared:  # once: later the number may be another process's
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signals.SIGKILL)
        self._cleared = True
        for child in left:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        self._popen.wait()
        wait_until(lambda: all(map(is_gone, left)), f"{self.name}: its children end", pause=0.01)
        self._reader.join(timeout=5)
        return self._popen.returncode

    def kill_main(self) -> int:
        """SIGKILL for the parent only; the pool's children notice by themselves."""
        self._popen.kill()
        return self._popen.wait()

    def kill_child(self, index: int = 0) -> int:
        """SIGKILL for one child of the pool, as the kernel does when memory is short."""
        child = self.children()[index]
        child.kill()
        return child.pid

    def _listen(self) -> None:
        with self._popen.stdout as lines:
            for line in lines:
                self._lines.append(line)
                self._heard(line)


def is_gone(process: psutil.Process) -> bool:
    """A zombie counts: it has ended, its parent has only not asked yet."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """Ours plus theirs; programs are those of the Python that runs us."""
    hidden = own_settings()
    ours = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    path = os.pathsep.join([str(Path(sys.executable).parent), ours.get("PATH", "")])
    quiet = {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**ours, "PATH": path, **quiet, **env}


def _words(command: str) -> list[str]:
    """The command's words; a program beside our Python is found without an activated venv."""
    program, *rest = shlex.split(command)
    beside = Path(sys.executable).parent / program
    return [str(beside) if beside.exists() else program, *rest]


def _end_with_parent() -> None:
    """Linux sends SIGTERM when the process that started us is gone, however it went."""
    PR_SET_PDEATHSIG = 1
    _libc.prctl(PR_SET_PDEATHSIG, signals.SIGTERM)
