"""Readers who never opened a chapter: each prefers a choice for how it looks.

A guesser gives every choice of a question a number; it picks the highest, and where several are
alike it picks any of them.
"""

from collections.abc import Callable

from handoff import text
from handoff.quiz.model import Question
from handoff.quiz.words import WORD, telling, words

HEDGES = frozenset(
    WORD.findall(
        "may might can could usually often sometimes mostly generally typically probably likely "
        "possibly perhaps some most depending depends unless rarely almost about roughly"
    )
)
ABSOLUTES = frozenset(
    WORD.findall(
        "always never all every none no only nothing everything everyone nobody impossible "
        "guaranteed must cannot completely entirely exactly any each"
    )
)

Preferences = list[float]
Guesser = Callable[[Question], Preferences]


def lengths(question: Question) -> Preferences:
    return [len(text.plain(choice.text)) for choice in question.choices]


def longest(question: Question) -> Preferences:
    return lengths(question)


def shortest(question: Question) -> Preferences:
    return [-length for length in lengths(question)]


def first(question: Question) -> Preferences:
    return [-number for number in range(len(question.choices))]


def last(question: Question) -> Preferences:
    return list(range(len(question.choices)))


def echoes_the_stem(question: Question) -> Preferences:
    """Most words shared with the question."""
    stem = telling(question.q)
    return [len(stem & telling(choice.text)) for choice in question.choices]


def shares_with_the_others(question: Question) -> Preferences:
    """Most words shared with the other choices: wrong ones are often variations of the key."""
    each = [telling(choice.text) for choice in question.choices]
    return [
        sum(len(mine & other) for place, other in enumerate(each) if place != number)
        for number, mine in enumerate(each)
    ]


def most_hedged(question: Question) -> Preferences:
    return [sum(word in HEDGES for word in words(choice.text)) for choice in question.choices]


def no_absolutes(question: Question) -> Preferences:
    return [-sum(word in ABSOLUTES for word in words(choice.text)) for choice in question.choices]


GUESSERS: dict[str, Guesser] = {
    "the longest": longest,
    "the shortest": shortest,
    "the first": first,
    "the last": last,
    "most words of the question": echoes_the_stem,
    "most words of other choices": shares_with_the_others,
    "the most hedged": most_hedged,
    "the least absolute": no_absolutes,
}
