"""What the whole set gives away, and no single question does."""

from collections import defaultdict
from collections.abc import Iterator
from math import sqrt

from handoff.quiz.bias import longest
from handoff.quiz.fairness import MARGIN, score
from handoff.quiz.model import Question

DEVIATIONS = 2  # of a fair die's throws: what luck seldom does
LETTERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def remarks(questions: list[Question]) -> Iterator[str]:
    asked = [question for question in questions if question.choices]
    if not asked:
        return
    chance = sum(len(question.answer) / len(question.choices) for question in asked) / len(asked)
    guess = score("longest", longest, asked, chance)
    if guess.fails:
        yield (
            f"picking the longest choice scores {guess.points:.0%} over {len(asked)} questions, "
            f"where chance scores {chance:.0%}; shorten right choices or lengthen wrong ones"
        )
    yield from skewed(asked)


def skewed(asked: list[Question]) -> Iterator[str]:
    """A place that holds the key more often, or less, than luck and 5 points explain."""
    held, expected, variance = (defaultdict(float) for _ in range(3))
    for question in asked:
        share = len(question.answer) / len(question.choices)
        for place in range(len(question.choices)):
            held[place] += question.is_right(place)
            expected[place] += share
            variance[place] += share * (1 - share)
    for place in sorted(held):
        gap = held[place] - expected[place]
        if abs(gap) > max(DEVIATIONS * sqrt(variance[place]), MARGIN * len(asked)):
            name = LETTERS[place] if place < len(LETTERS) else f"{place + 1}th"
            yield (
                f"the {name} choice is right {held[place]:.0f} times, where {expected[place]:.0f} "
                f"would be even; move some keys {'away from' if gap > 0 else 'to'} it"
            )
