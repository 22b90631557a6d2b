"""What comes out of a file of another program."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from handoff.quiz.model import derived_id

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FENCE = re.compile(r"\s*(`{3,}|~{3,})")


class Lost(NamedTuple):
    """What could not be carried over; `line` counts from 1, in a file of a package if need be."""

    line: int
    what: str
    file: str = ""


@dataclass
class Brought:
    """`questions` as a quiz file has them, in the file's order; `file` is the package's, while
    it is read."""

    questions: list[dict] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    file: str = ""

    def add(self, q: str, explain: str = "", name: str = "", **more: object) -> None:
        """One more question; unless its name will do, with an id made of its own words."""
        taken = {question["id"] for question in self.questions}
        if name in taken or not KEBAB.fullmatch(name):
            name = derived_id(q, explain, len(self.questions))
        said = {"explain": explain.strip()} if explain.strip() else {}
        known = {key: value for key, value in more.items() if value}
        self.questions.append({"id": name, "q": q.strip(), **known, **said})

    def add_choice(self, q: str, options: list[tuple[bool, dict]], line: int, **more) -> None:
        """A question with choices, those marked being right; or the reason why it is none."""
        right = [number for number, (is_right, _) in enumerate(options) if is_right]
        if len(options) < 2 or not right:
            missing = "no right choice" if len(options) > 1 else "fewer than two choices"
            self.lose(line, f"a question with {missing}")
            return
        choices = [choice if choice.get("why") else choice["text"] for _, choice in options]
        answer = right if len(right) > 1 else right[0]
        self.add(q, choices=choices, **more)
        self.questions[-1]["answer"] = answer

    def lose(self, line: int, what: str) -> None:
        self.lost.append(Lost(line, what, self.file))


def outside_code(lines: list[str]) -> list[bool]:
    """For each line whether it stands outside blocks of code, whose marks belong to the block."""
    mark, found = "", []
    for line in lines:
        opening = FENCE.match(line)
        found.append(not mark and not opening)
        if opening and not mark:
            mark = opening[1]
        elif mark and line.strip() == mark:
            mark = ""
    return found
