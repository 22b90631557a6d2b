"""What several processes print, told apart by a prefix; coloured only on a terminal."""

import os
import threading
from typing import TextIO

from handoff.samples.beside import colours


class Terminal:
    def __init__(self, stream: TextIO):
        self._stream, self._lock = stream, threading.Lock()
        self._coloured = stream.isatty() and "NO_COLOR" not in os.environ

    def say(self, text: str) -> None:
        with self._lock:
            print(text, file=self._stream, flush=True)

    def line(self, name: str, line: str) -> None:
        """One line of a process's log."""
        self.say(f"{self._prefix(name)} {line.rstrip()}")

    def _prefix(self, name: str) -> str:
        prefix = f"{name:9}│"
        colour = next((one for start, one in colours().items() if name.startswith(start)), None)
        return f"\033[{colour}m{prefix}\033[0m" if self._coloured and colour else prefix
