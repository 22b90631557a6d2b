"""What several processes print, told apart by a prefix; coloured only on a terminal."""

import os
import threading
from typing import TextIO

# The colours of the four pieces; a process that is none of them stays plain.
COLOURS = {"web": "34", "client": "34", "beat": "34", "broker": "33", "worker": "32"}


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
        piece = next((piece for piece in COLOURS if name.startswith(piece)), None)
        return f"\033[{COLOURS[piece]}m{prefix}\033[0m" if self._coloured and piece else prefix
