"""What guessing readers score over many questions, beside chance.

A question counts when it has choices to pick from; each counts as one. Where several choices are
right, the guesser is told how many, picks that many, and scores the share of its picks that are
right. Chance scores the share of right choices in the same way, so one right of three is 1/3.

A guesser fails the set when it beats chance by more than MARGIN. Below FEW questions that margin
is less than two questions, so there the lead must also be one that luck brings less than once in
20 sets (exact, one-sided): the distribution of the score of a blind picker, convolved over the
questions.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from handoff.quiz.bias import GUESSERS, Guesser, Preferences
from handoff.quiz.model import Question

MARGIN = 0.05
FEW = 40
LUCK = 0.05


@dataclass(frozen=True)
class Score:
    """`points` and `chance` are shares of `asked`; `opinions`: how often it had a preference."""

    name: str
    asked: int
    points: float
    chance: float
    opinions: int
    luck: float

    @property
    def lead(self) -> float:
        return self.points - self.chance

    @property
    def fails(self) -> bool:
        beaten = self.lead > MARGIN + 1e-9
        return beaten and (self.asked >= FEW or self.luck < LUCK)


def scores(questions: Iterable[Question]) -> list[Score]:
    """What every guesser scores, the best first."""
    asked = [question for question in questions if question.choices]
    if not asked:
        return []
    chance = sum(blind(question) for question in asked) / len(asked)
    played = [score(name, guesser, asked, float(chance)) for name, guesser in GUESSERS.items()]
    return sorted(played, key=lambda each: -each.points)


def score(name: str, guesser: Guesser, asked: list[Question], chance: float) -> Score:
    preferences = [guesser(question) for question in asked]
    credits = Counter(map(credit, asked, preferences))
    points = sum((credit * times for credit, times in credits.items()), Fraction())
    return Score(
        name=name,
        asked=len(asked),
        points=float(points / len(asked)),
        chance=chance,
        opinions=sum(len(set(each)) > 1 for each in preferences),
        luck=luck(asked, points) if len(asked) < FEW else float("nan"),
    )


def blind(question: Question) -> Fraction:
    return Fraction(len(question.answer), len(question.choices))


def credit(question: Question, preferences: Preferences) -> Fraction:
    """The expected share of right ones among as many picks as there are right choices.

    Picks go down the preferences; among equals each is as likely as the others.
    """
    picks = wanted = len(question.answer)
    right = Fraction()
    for preference in sorted(set(preferences), reverse=True):
        group = [number for number, each in enumerate(preferences) if each == preference]
        taken = min(picks, len(group))
        right += Fraction(taken * sum(map(question.is_right, group)), len(group))
        picks -= taken
        if not picks:
            break
    return right / wanted


def luck(asked: list[Question], points: Fraction) -> float:
    """How likely a blind picker scores as many points or more."""
    totals: dict[Fraction, float] = {Fraction(): 1.0}
    for question in asked:
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
