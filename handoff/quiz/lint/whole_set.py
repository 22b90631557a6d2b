"""What the whole set gives away, and no single question does."""

from collections import defaultdict
from collections.abc import Iterator
from math import sqrt

from handoff.quiz.fairness import MARGIN, scores
from handoff.quiz.model import Question

DEVIATIONS = 2  # of a fair die's throws: what luck seldom does
LETTERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def remarks(questions: list[Question]) -> Iterator[str]:
    counted = [question for question in questions if question.choices]
    if not counted:
        return
    if failing := [guess.name for guess in scores(counted) if guess.fails]:
        yield (
            f"picking {', '.join(failing)} beats chance by more than 5 points over "
            f"{len(counted)} questions; `python -m handoff fairness` says where"
        )
    yield from skewed(counted)


def skewed(counted: list[Question]) -> Iterator[str]:
    """A place that holds the key more often, or less, than luck and 5 points explain."""
    held, expected, variance = (defaultdict(float) for _ in range(3))
    for question in counted:
        share = len(question.answer) / len(question.choices)
        for place in range(len(question.choices)):
            held[place] += question.is_right(place)
            expected[place] += share
            variance[place] += share * (1 - share)
    for place in sorted(held):
        gap = held[place] - expected[place]
        if abs(gap) > max(DEVIATIONS * sqrt(variance[place]), MARGIN * len(counted)):
            name = LETTERS[place] if place < len(LETTERS) else f"{place + 1}th"
            yield (
                f"the {name} choice is right {held[place]:.0f} times, where {expected[place]:.0f} "
                f"would be even; move some keys {'away from' if gap > 0 else 'to'} it"
            )
