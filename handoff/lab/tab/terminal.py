"""A text stream that ends in a pane of the page."""

import io
from collections.abc import Callable

NO_KEYBOARD = "the lab has no keyboard: write the answer into the program instead"


class Terminal(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, name: str, tell: Callable):
        self.owner, self.tell = name, tell

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text:
            self.tell("print", {"process": self.owner, "text": text})
        return len(text)

    def readline(self, *_):
        raise EOFError(NO_KEYBOARD)

    read = readline
