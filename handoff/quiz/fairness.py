"""What guessing readers score over many questions, beside chance.

A question counts when it has choices to pick from; each counts as one. Where several choices are
right, the guesser is told how many, picks that many, and scores the share of its picks that are
right. Chance scores the share of right choices in the same way, so one right of three is 1/3.

A guesser fails the set when it beats chance by more than MARGIN. Below FEW questions that margin
is less than two questions, so there the lead must also be one that luck brings less than once in
20 sets (exact, one-sided): the distribution of the score of a blind picker, convolved over the
questions. Each score comes with the interval in which the habit's true share lies 95 times in 100
(Wilson, 1927; with shares of a point it is wider than need be).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb, sqrt

from handoff.quiz.bias import GUESSERS, Guesser, Preferences
from handoff.quiz.model import Question

MARGIN = 0.05
FEW = 40
LUCK = 0.05


@dataclass(frozen=True)
class Score:
    """`points` and `chance` are shares of the number of `questions`.

    `opinions` counts those in which it had a preference, `paid` holds those in which that found
    more of the key than chance does.
    """

    name: str
    questions: int
    points: float
    chance: float
    opinions: int
    luck: float
    paid: tuple[Question, ...] = ()

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.points * self.questions, self.questions)

    @property
    def lead(self) -> float:
        return self.points - self.chance

    @property
    def fails(self) -> bool:
        beaten = self.lead > MARGIN + 1e-9
        return beaten and (self.questions >= FEW or self.luck < LUCK)


def scores(questions: Iterable[Question]) -> list[Score]:
    """What every guesser scores, the best first."""
    questions = [question for question in questions if question.choices]
    if not questions:
        return []
    chance = sum(blind(question) for question in questions) / len(questions)
    played = [score(name, guesser, questions, float(chance)) for name, guesser in GUESSERS.items()]
    return sorted(played, key=lambda each: -each.points)


def score(name: str, guesser: Guesser, questions: list[Question], chance: float) -> Score:
    preferences = [guesser(question) for question in questions]
    credits = [*map(credit, questions, preferences)]
    counted = Counter(each.as_integer_ratio() for each in credits)  # fractions are slow to add
    points = sum((Fraction(*share) * times for share, times in counted.items()), Fraction())
    return Score(
        name=name,
        questions=len(questions),
        points=float(points / len(questions)),
        chance=chance,
        opinions=sum(len(set(each)) > 1 for each in preferences),
        luck=luck(questions, points) if len(questions) < FEW else float("nan"),
        paid=tuple(
            question
            for question, earned in zip(questions, credits, strict=True)
            if earned > blind(question)
        ),
    )


def blind(question: Question) -> Fraction:
    return expected(((len(question.choices), len(question.answer)),), len(question.answer))


def credit(question: Question, preferences: Preferences) -> Fraction:
    """The expected share of right ones among as many picks as there are right choices.

    Picks go down the preferences; among equals each is as likely as the others.
    """
    groups = []
    for preference in sorted(set(preferences), reverse=True):
        group = [number for number, each in enumerate(preferences) if each == preference]
        groups.append((len(group), sum(map(question.is_right, group))))
        if sum(size for size, _ in groups) >= len(question.answer):
            break
    return expected(tuple(groups), len(question.answer))


@lru_cache(4096)
def expected(groups: tuple[tuple[int, int], ...], picks: int) -> Fraction:
    """The share of right ones among as many picks, down groups of (choices, right ones)."""
    right, left = Fraction(), picks
    for size, hits in groups:
        picked = min(left, size)
        right += Fraction(picked * hits, size)
        left -= picked
    return right / picks


def wilson(hits: float, of: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share seen as `hits` in `of` trials; z = 1.96 for 95 in 100."""
    share, spread = hits / of, z * z / of
    middle = share + spread / 2
    reach = z * sqrt(share * (1 - share) / of + spread / (4 * of))
    return (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)


def luck(questions: list[Question], points: Fraction) -> float:
    """How likely a blind picker scores as many points or more."""
    totals: dict[Fraction, float] = {Fraction(): 1.0}
    for question in questions:
        after: dict[Fraction, float] = {}
        for total, chance in totals.items():
            for share, likely in by_luck(len(question.choices), len(question.answer)).items():
                after[total + share] = after.get(total + share, 0.0) + chance * likely
        totals = after
    return sum(chance for total, chance in totals.items() if total >= points)


def by_luck(choices: int, right: int) -> dict[Fraction, float]:
    """The hypergeometric distribution of the share of right ones among `right` blind picks."""
    return {
        Fraction(hits, right): comb(right, hits)
        * comb(choices - right, right - hits)
        / comb(choices, right)
        for hits in range(right + 1)
    }
