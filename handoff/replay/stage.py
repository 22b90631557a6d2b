"""Where a film is recorded: the recorder says what to do, the stage notes how things stand.

    def play(stage, film):
        stage.place("pot", "pot", "the pot")
        stage.message("tea")
        stage.step("Tea is poured", counts={"pot": "empty"}, chips={"pot": [(0, "steeps")]})

A subject's stage looks for itself what counts and chips are; this one is told.
"""

import time
from collections.abc import Mapping, Sequence


class Stage:
    """One film while it is made."""

    def __init__(self) -> None:
        self.places: dict[str, dict[str, str]] = {}
        self.messages: list[str] = []
        self.scenes: list[str] = []
        self.steps: list[dict] = []
        self.on = ""  # what it ran on
        self._began = time.monotonic()

    def place(self, key: str, piece: str, title: str) -> None:
        self.places.setdefault(key, {"piece": piece, "title": title})

    def message(self, label: str) -> int:
        """Its number; of several with the same label, the second is "label #2"."""
        same = sum(each.partition(" #")[0] == label for each in self.messages)
        self.messages.append(f"{label} #{same + 1}" if same else label)
        return len(self.messages) - 1

    def step(
        self,
        scene: str,
        say: str = "",
        happened: Sequence[str] = (),
        counts: Mapping[str, str] | None = None,
        chips: Mapping[str, Sequence[tuple[int, str]]] | None = None,
        at: float | None = None,
    ) -> None:
        """Keep how things stand now as the film's next step."""
        held = {place: [list(chip) for chip in has] for place, has in (chips or {}).items() if has}
        step = {
            "at": round(time.monotonic() - self._began if at is None else at, 1),
            "say": say,
            "happened": list(happened),
            "counts": dict(counts or {}),
            "chips": held,
        }
        self.scenes.append(scene)
        self.steps.append({key: value for key, value in step.items() if value or key == "at"})

    def film(self, name: str, title: str) -> dict:
        return {
            "name": name,
            "title": title,
            "on": self.on,
            "messages": self.messages,
            "places": self.places,
            "steps": self.steps,
        }

    def close(self) -> None:
        """Nothing to end: the stage has started nothing."""
