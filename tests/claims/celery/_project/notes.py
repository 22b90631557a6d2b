"""What tasks did, one line each, in a file that all processes of an experiment append to."""

import os
import time
from pathlib import Path

FILE = Path("notes.txt")


def note(*words: object) -> None:
    """note("started", 3): the words with the time and the process that says them."""
    line = f"{time.time():.4f} {os.getpid()} {' '.join(map(str, words))}\n"
    with FILE.open("a") as notes:
        notes.write(line)
