"""The figures of classical test theory for each question, with intervals of 95 in 100.

Difficulty    share right at the first try; Wilson's interval
Later         share right at the last of several tries
Correlation   item-rest: being right here at first, against the share right at first elsewhere
              (point-biserial); Fisher's interval. Rest scores take REST questions or more.
Sure, wrong   share wrong at first among those who were certain; Wilson's interval
Change        difference of difficulty to another revision; Newcombe's interval (1998, method 10)
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import atanh, sqrt, tanh

from handoff.quiz.fairness import wilson
from handoff.quiz.items.tries import Key, Reader, Try

REST = 5
CERTAIN = 2
Z = 1.96
Answer = tuple[int, ...] | str


@dataclass
class Item:
    """A question as it was worded at one time, and what readers made of it.

    `firsts` are (rest score or None, first try) of each reader.
    """

    key: Key
    firsts: list[tuple[float | None, Try]] = field(default_factory=list)
    lasts: list[Try] = field(default_factory=list)  # of readers who tried more than once

    @property
    def count(self) -> int:
        return len(self.firsts)

    @property
    def right(self) -> int:
        return sum(first.right for _, first in self.firsts)

    @property
    def difficulty(self) -> float:
        return self.right / self.count

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.right, self.count)

    @property
    def later(self) -> float | None:
        return mean([last.right for last in self.lasts])

    @property
    def certain(self) -> tuple[int, int]:
        """(wrong, all) first tries of those who were certain."""
        certain = [first for _, first in self.firsts if first.sure == CERTAIN]
        return sum(not first.right for first in certain), len(certain)

    @property
    def answers(self) -> Counter[Answer]:
        return Counter(first.answer for _, first in self.firsts)

    def picked(self, choice: int) -> list[float | None]:
        """The rest scores of those who picked a choice at first."""
        return [
            rest
            for rest, first in self.firsts
            if not isinstance(first.answer, str) and choice in first.answer
        ]

    @property
    def correlation(self) -> float | None:
        known = [(rest, float(first.right)) for rest, first in self.firsts if rest is not None]
        return pearson(known)

    @property
    def correlation_interval(self) -> tuple[float, float] | None:
        count = sum(rest is not None for rest, _ in self.firsts)
        return fisher(self.correlation, count)


def items(readers: list[Reader]) -> dict[Key, Item]:
    """Every question and revision that was tried."""
    found: dict[Key, Item] = {}
    for reader in readers:
        rest = rest_scores(reader)
        for key, tries in reader.tries.items():
            item = found.setdefault(key, Item(key))
            item.firsts.append((rest[key], tries[0]))
            if len(tries) > 1:
                item.lasts.append(tries[-1])
    return found


def rest_scores(reader: Reader) -> dict[Key, float | None]:
    """For each question, the share right at the first try among the reader's other questions."""
    firsts = {key: tries[0].right for key, tries in reader.tries.items()}
    by_question: dict[str, list[bool]] = defaultdict(list)
    for (question, _), right in firsts.items():
        by_question[question].append(right)
    total, count = sum(firsts.values()), len(firsts)
    rest = {}
    for key in firsts:
        own = by_question[key[0]]  # another wording of the same question is no other question
        others = count - len(own)
        rest[key] = (total - sum(own)) / others if others >= REST else None
    return rest


def mean(values: list) -> float | None:
    return sum(values) / len(values) if values else None


def pearson(pairs: list[tuple[float, float]]) -> float | None:
    """None where one side never varies."""
    if len(pairs) < 3:
        return None
    (x, y) = (mean([pair[side] for pair in pairs]) for side in (0, 1))
    across = sum((one - x) * (other - y) for one, other in pairs)
    spread = sqrt(sum((one - x) ** 2 for one, _ in pairs) * sum((o - y) ** 2 for _, o in pairs))
    return across / spread if spread else None


def fisher(correlation: float | None, count: int) -> tuple[float, float] | None:
    if correlation is None or count < 5:
        return None
    middle, reach = atanh(max(-0.999999, min(0.999999, correlation))), Z / sqrt(count - 3)
    return tanh(middle - reach), tanh(middle + reach)


def change(before: Item, after: Item) -> tuple[float, float, float]:
    """How much easier it became, with its interval."""
    old, new = before.difficulty, after.difficulty
    (old_low, old_high), (new_low, new_high) = before.interval, after.interval
    difference = new - old
    low = difference - sqrt((new - new_low) ** 2 + (old_high - old) ** 2)
    high = difference + sqrt((new_high - new) ** 2 + (old - old_low) ** 2)
    return difference, low, high
