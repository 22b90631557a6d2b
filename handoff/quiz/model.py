"""A question as everyone after the check sees it: one shape for all kinds."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cached_property

from handoff.quiz.answers import equal


@dataclass(frozen=True)
class Choice:
    text: str
    why: str = ""


@dataclass(frozen=True)
class Question:
    """`index` is its place in the file; `derived` says that its id was made from its text.

    `answer` holds the numbers of the right choices, `accept` the right texts of what is typed
    (best first), `steps` the right order. Texts are Markdown, but for `accept`, the texts of
    `wrong`, and choices where `verbatim` is true: typed words, output or source, shown as they are.
    Backticks around a typed answer mark it as code; see answers.py.
    """

    id: str
    kind: str
    q: str
    index: int = 0
    derived: bool = False
    explain: str = ""
    hints: list[str] = field(default_factory=list)
    see: str = ""
    tests: str = ""
    sample: str = ""
    how_sure: bool | None = None  # None: as the site does
    choices: list[Choice] = field(default_factory=list)
    answer: list[int] = field(default_factory=list)
    multiple: bool = False
    shuffle: bool = True
    accept: list[str] = field(default_factory=list)
    wrong: list[Choice] = field(default_factory=list)
    steps: list[Choice] = field(default_factory=list)
    model_answer: str = ""

    @property
    def verbatim(self) -> bool:
        return self.kind in ("output", "line")

    @property
    def typed(self) -> bool:
        """The reader types the answer, and it is marked."""
        return bool(self.accept) and not self.choices

    @cached_property
    def revision(self) -> str:
        """Changes when an old answer no longer answers this question; not with the reasons."""
        return short_hash(
            self.kind,
            self.q,
            [choice.text for choice in self.choices],
            self.answer,
            self.multiple,
            self.accept,
            [step.text for step in self.steps],
        )

    def is_right(self, number: int) -> bool:
        return number in self.answer

    def accepts(self, typed: str) -> bool:
        return any(equal(written, typed, self.verbatim) for written in self.accept)


def short_hash(*parts: object) -> str:
    content = json.dumps(parts, ensure_ascii=False).encode(errors="replace")
    return hashlib.blake2s(content, digest_size=4).hexdigest()


def derived_id(q: str, *more: object) -> str:
    """An id from the question's own words, for questions that have none."""
    words = re.findall(r"[a-z0-9]+", q.lower())[:6]
    return "-".join([*"-".join(words)[:40].strip("-").split("-"), short_hash(q, *more)]).strip("-")
