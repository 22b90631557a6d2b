"""Which questions look wrong, and why; never on less than what chance seldom does.

A difference of mean rest scores counts when its interval of 95 in 100 leaves out zero (Welch).
"""

from collections.abc import Iterator
from math import sqrt

from handoff.quiz.items.measures import Item, Z, mean
from handoff.quiz.model import Question

ENOUGH = 30  # readers: fewer say little about a question
TAKERS = 8  # readers of one choice
SURE = 0.5  # of those who were certain


def reasons(item: Item, question: Question) -> Iterator[str]:
    """Why the question is suspect; nothing where too few have answered."""
    if item.count < ENOUGH:
        return
    if item.right == item.count:
        yield f"nobody of {item.count} gets it wrong, so it tells nothing; ask something harder"
    if (known := item.correlation_interval) and known[1] < 0:
        yield (
            f"readers who do well elsewhere get it wrong (correlation {item.correlation:+.2f}); "
            "look whether the key is right"
        )
    yield from tempting(item, question)
    yield from shunned(item, question)
    wrong, certain = item.certain
    if certain >= TAKERS and wrong / certain >= SURE:
        yield f"{wrong} of {certain} who were certain are wrong; the text has to meet that belief"


def tempting(item: Item, question: Question) -> Iterator[str]:
    """A wrong choice that good readers take."""
    right = [rest for rest, first in item.firsts if first.right]
    for number, choice in enumerate(question.choices):
        takers = item.picked(number)
        if not question.is_right(number) and len(takers) >= TAKERS and above(takers, right):
            yield (
                f"the wrong choice {number}, {choice.text!r}, is taken by better readers than "
                "those who are right; look whether it is right, too"
            )


def shunned(item: Item, question: Question) -> Iterator[str]:
    """A right choice that weak readers take."""
    for number, choice in enumerate(question.choices):
        takers = item.picked(number)
        others = [
            rest
            for rest, first in item.firsts
            if not isinstance(first.answer, str) and number not in first.answer
        ]
        if question.multiple and question.is_right(number) and above(others, takers):
            yield (
                f"the right choice {number}, {choice.text!r}, is left out by better readers "
                "than those who take it; look whether it is right"
            )


def above(some: list[float | None], others: list[float | None]) -> bool:
    """Whether the mean of some is above the mean of the others, beyond luck."""
    one = [each for each in some if each is not None]
    two = [each for each in others if each is not None]
    if min(len(one), len(two)) < TAKERS:
        return False
    difference = mean(one) - mean(two)
    return difference > Z * sqrt(variance(one) / len(one) + variance(two) / len(two))


def variance(values: list[float]) -> float:
    middle = mean(values)
    return sum((each - middle) ** 2 for each in values) / (len(values) - 1)
