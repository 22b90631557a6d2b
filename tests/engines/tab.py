"""A tab of a browser, driven by the browser's own means: what a reader does in it, and sees.

Every engine's driver takes the commands of W3C WebDriver; `send` carries one there and brings its
value back:  Firefox: Marionette, a socket of its own · WebKit: WebKitWebDriver, HTTP
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handoff.samples.waiting import wait_until

FIND = (Path(__file__).parent / "find.js").read_text()
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "ArrowDown": "\ue015"}
KEYS |= {"ArrowUp": "\ue013", "Backspace": "\ue003"}


@dataclass
class Tab:
    """`send(command, parameters)` speaks for the engine."""

    engine: str
    send: Callable[[str, dict], Any]

    def goto(self, address: str) -> None:
        self.send("Navigate", {"url": address})

    def reload(self) -> None:
        self.send("Refresh", {})

    def run(self, script: str, *given: Any) -> Any:
        """What the body of a function returns in the page; `given` are its `arguments`."""
        return self.send("ExecuteScript", {"script": script, "args": list(given)})

    def press(self, *keys: str) -> None:
        """Keys by name or character, one after the other, to whatever has the focus."""
        strokes = [
            {"type": kind, "value": KEYS.get(key, key)}
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self.send("PerformActions", {"actions": [keyboard]})

    def find(self, role: str, name: str = "", nth: int = 0) -> "Part":
        return Part(self, ((role, name, nth),))

    def focused(self) -> str:
        """The role and name of what has the focus."""
        return self.run(f"{FIND}; return described(document.activeElement)")


@dataclass(frozen=True)
class Part:
    """A part of the page by role and name, looked for anew at each use."""

    tab: Tab
    path: tuple[tuple[str, str, int], ...]

    def find(self, role: str, name: str = "", nth: int = 0) -> "Part":
        return Part(self.tab, (*self.path, (role, name, nth)))

    def is_there(self) -> bool:
        return self.tab.run(f"{FIND}; return find(arguments[0]) !== null", self.path)

    def of(self, script: str, *given: Any) -> Any:
        """What the expression says of the part, `part`; waits until it is there."""
        wait_until(self.is_there, f"{self}: not on the page")
        body = f"{FIND}; const part = find(arguments[0]), given = arguments[1]; return {script}"
        return self.tab.run(body, self.path, given)

    def text(self) -> str:
        return self.of("part.innerText")

    def focus(self) -> None:
        self.of("part.focus()")

    def says(self, words: str) -> None:
        wait_until(lambda: words in self.text(), lambda: f"{self}: {words!r} in {self.text()!r}")

    def write(self, text: str) -> None:
        """As one who pastes."""
        self.of(
            "(part.value = given[0], part.dispatchEvent(new Event('input', {bubbles: true})))", text
        )

    def can_be_pressed(self) -> bool:
        return self.of("!part.disabled")

    def press(self) -> None:
        """By keyboard, once it may be pressed."""
        wait_until(self.can_be_pressed, f"{self}: still disabled")
        self.focus()
        self.tab.press("Enter")

    def tab_to(self) -> None:
        """Tab from where the focus is until it is here."""
        for _ in range(20):
            if self.of("part === document.activeElement"):
                return
            self.tab.press("Tab")
        raise AssertionError(f"{self}: Tab does not lead there, but to {self.tab.focused()}")

    def __str__(self) -> str:
        names = (f"{role} “{name}”" if name else role for role, name, _ in self.path)
        return f"{self.tab.engine}: {' › '.join(names)}"
