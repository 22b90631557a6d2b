"""Twelve habits of readers who never opened a chapter: each prefers a choice for how it looks.

A guesser gives every choice of a question a number; it picks the highest, and where several are
alike it picks any of them.
"""

import re
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
JOINTS = frozenset(
    WORD.findall(
        "and or but nor so because since until unless if when while whenever once after before "
        "although though whereas which that who whose where then as than"
    )
)
CODE = re.compile(r"`([^`]+)`")
NUMBER = re.compile(
    r"\b(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|once|twice|half|both)\b",
    re.IGNORECASE,
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


def most_joints(question: Question) -> Preferences:
    """Commas and words that join clauses: a key often carries the conditions."""
    return [
        sum(choice.text.count(sign) for sign in ",;:")
        + sum(word in JOINTS for word in words(choice.text))
        for choice in question.choices
    ]


def most_code(question: Question) -> Preferences:
    """Characters in backticks; of output and source all is code, so it tells nothing."""
    if question.verbatim:
        return [0] * len(question.choices)
    return [sum(map(len, CODE.findall(choice.text))) for choice in question.choices]


def most_numbers(question: Question) -> Preferences:
    return [len(NUMBER.findall(choice.text)) for choice in question.choices]


def longest_words(question: Question) -> Preferences:
    """The mean length of a word: who knows writes terms."""
    each = [words(choice.text) for choice in question.choices]
    return [round(sum(map(len, some)) / len(some), 3) if some else 0 for some in each]


GUESSERS: dict[str, Guesser] = {
    "the longest": longest,
    "the shortest": shortest,
    "the first": first,
    "the last": last,
    "most words of the question": echoes_the_stem,
    "most words of other choices": shares_with_the_others,
    "the most hedged": most_hedged,
    "the least absolute": no_absolutes,
    "the most joints": most_joints,
    "the most code": most_code,
    "the most numbers": most_numbers,
    "the longest words": longest_words,
}
