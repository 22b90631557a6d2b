"""What an item declares of its answers: those that are right, and what others are worth."""

from dataclasses import dataclass, field

from handoff.quiz.bring.brought import Brought
from handoff.quiz.bring.qti.tree import Element


@dataclass
class Declared:
    """`worth` holds (what is answered, its points, whether its case counts, the line)."""

    line: int = 1
    several: bool = False
    right: list[str] = field(default_factory=list)
    worth: list[tuple[str, float, bool, int]] = field(default_factory=list)
    inexact: list[int] = field(default_factory=list)  # lines of what compares with a tolerance

    @property
    def most(self) -> float:
        return max((points for _, points, _, _ in self.worth), default=0)

    def partly(self, brought: Brought) -> None:
        """Name what is worth some points and not all."""
        for words, points, _, line in self.worth:
            if 0 < points < self.most:
                amount = f"{points:g} of {self.most:g} points for “{words}”"
                brought.lose(line, f"{amount}: here it would be right or wrong")

    def right_choices(self, brought: Brought) -> set[str]:
        if self.right:
            return {*self.right}
        if not self.several:
            self.partly(brought)
            return {words for words, points, _, _ in self.worth if points and points == self.most}
        return {words for words, points, _, _ in self.worth if points > 0}

    def typed(self, brought: Brought) -> tuple[list[str], list[dict]]:
        """Accepted answers, the best first, and wrong ones; code in backticks."""
        for line in self.inexact:
            brought.lose(line, "a tolerance")
        self.partly(brought)
        cases = {words: case for words, _, case, _ in self.worth}
        full = [words for words, points, _, _ in self.worth if points and points == self.most]
        right = dict.fromkeys([*self.right, *full])
        wrong = [words for words, points, _, _ in self.worth if points <= 0 and words not in right]
        marked = [marked_as_code(words, cases.get(words, False)) for words in right]
        return marked, [{"text": marked_as_code(words, cases[words])} for words in wrong]


def marked_as_code(words: str, is_code: bool) -> str:
    return f"`{words}`" if is_code and "`" not in words else words


def declared(root: Element, name: str | None) -> Declared:
    own = (each for each in root.iter("responseDeclaration") if each.get("identifier") == name)
    response = next(own, None)
    if response is None:
        return Declared()
    correct = response.find("correctResponse")
    values = correct.iter("value") if correct is not None else ()
    return Declared(
        line=response.sourceline,
        several=response.get("cardinality") == "multiple",
        right=[(value.text or "").strip() for value in values],
        worth=[worth(entry) for entry in response.iter("mapEntry")],
        inexact=[
            each.sourceline
            for each in root.iter("equal")
            if each.get("toleranceMode", "exact") != "exact"
        ],
    )


def worth(entry: Element) -> tuple[str, float, bool, int]:
    try:
        points = float(entry.get("mappedValue") or 0)
    except ValueError:
        points = 0.0
    case = entry.get("caseSensitive") == "true"
    return (entry.get("mapKey") or "").strip(), points, case, entry.sourceline
