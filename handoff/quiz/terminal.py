"""Questions asked and answered in a terminal, or through a pipe: a line of input for each.

Nothing is stored. Choices stand in an order that is the same every time and not the file's.
"""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from handoff.quiz.answers import bare, equal
from handoff.quiz.model import Choice, Question
from handoff.samples.sections import Sample, examples_of
from handoff.text import printable

WIDTH = 80
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Lettered:
    """A question with its choices or steps as they are lettered here."""

    question: Question
    order: list[int]

    def letters_of(self, numbers: list[int]) -> list[str]:
        return [LETTERS[self.order.index(number)] for number in numbers]


def take(
    questions: list[Question], quiz: Path, say: Callable = print, ask: Callable = input
) -> int:
    """Ask all of them; returns how many were right at the first go."""
    marked = [question for question in questions if question.kind != "open"]
    right = 0
    for number, question in enumerate(questions, 1):
        say(f"\n{number} of {len(questions)}\n")
        say(wrapped(question.q))
        show_sample(question, quiz, say)
        right += pose(question, say, ask)
    say(f"\n{right} of {len(marked)} right.")
    return right


def show_sample(question: Question, quiz: Path, say: Callable) -> None:
    if question.sample:
        sample = Sample(examples_of(quiz), question.sample)
        say(f"\n{question.sample}\n" + textwrap.indent(sample.text, "    | "))


def pose(question: Question, say: Callable, ask: Callable) -> bool:
    """Ask one; say why every choice is right or wrong; tell whether the answer was right."""
    if question.kind == "open":
        return in_own_words(question, say, ask)
    if question.typed:
        return typed(question, say, ask)
    return lettered(question, say, ask)


def in_own_words(question: Question, say: Callable, ask: Callable) -> bool:
    answered(question, ask, "In your own words (Enter alone shows the model answer): ", say)
    say("\nA model answer, to compare:\n" + wrapped(question.model_answer))
    explain(question, say)
    return False


def typed(question: Question, say: Callable, ask: Callable) -> bool:
    answer = answered(question, ask, "Your answer: ", say)
    right = question.accepts(answer)
    verdict(right, say)
    if not right:
        say("It is:\n" + textwrap.indent(bare(question.accept[0]), "    "))
    for wrong in question.wrong:
        said = "You said" if equal(wrong.text, answer, question.verbatim) else "Not"
        say(wrapped(f"{said} {wrong.text}: {wrong.why}", "  "))
    explain(question, say)
    return right


def lettered(question: Question, say: Callable, ask: Callable) -> bool:
    choices = question.choices or question.steps
    offered = Lettered(question, mixed(question, len(choices)))
    say("")
    for letter, number in zip(LETTERS, offered.order, strict=False):
        say(wrapped(choices[number].text, f"  {letter}) ", verbatim=question.verbatim))
    key = offered.letters_of(question.answer or list(range(len(choices))))
    answer = picked(answered(question, ask, invitation(question), say), len(choices))
    ordered = question.kind == "order"
    right = answer == key if ordered else sorted(set(answer)) == sorted(key)
    verdict(right, say)
    reasons(offered, choices, say)
    explain(question, say)
    return right


def mixed(question: Question, count: int) -> list[int]:
    """The same order at every run, and for steps never the right one."""
    order = list(range(count))
    if not question.shuffle:
        return order
    Random(question.id).shuffle(order)
    if question.kind == "order" and order == sorted(order):
        order.reverse()
    return order


def invitation(question: Question) -> str:
    if question.kind == "order":
        return "The letters in the right order: "
    return "All letters that are right: " if question.multiple else "Letter: "


def picked(answer: str, count: int) -> list[str]:
    return [letter for letter in answer.lower() if letter in LETTERS[:count]]


def answered(question: Question, ask: Callable, prompt: str, say: Callable) -> str:
    """A line of input; a single ? shows the next hint."""
    hints = list(question.hints)
    more = "" if not hints else "(? for a hint) "
    while (answer := ask(f"\n{more}{prompt}")).strip() == "?":
        say(wrapped(hints.pop(0)) if hints else "There are no more hints.")
    return answer


def verdict(right: bool, say: Callable) -> None:
    say("\nRight." if right else "\nNot right.")


def reasons(offered: Lettered, choices: list[Choice], say: Callable) -> None:
    """In the order of the letters; steps in the right order instead."""
    question = offered.question
    if question.kind == "order":
        for number, step in enumerate(choices):
            letter = offered.letters_of([number])[0]
            why = f" — {step.why}" if step.why else ""
            say(wrapped(step.text + why, f"  {number + 1}. {letter}) "))
        return
    for letter, number in zip(LETTERS, offered.order, strict=False):
        word = "right" if question.is_right(number) else "wrong"
        say(wrapped(f"{word}. {choices[number].why}", f"  {letter}) "))


def explain(question: Question, say: Callable) -> None:
    if question.explain:
        say("\n" + wrapped(question.explain))


def wrapped(words: str, margin: str = "", verbatim: bool = False) -> str:
    """Text in lines of the terminal's width; code blocks and output keep theirs."""
    words = printable(words)
    if verbatim or "```" in words:
        return textwrap.indent(words, " " * len(margin)).replace(" " * len(margin), margin, 1)
    indent = " " * len(margin)
    lines = (
        textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent)
        for line in words.splitlines()
    )
    return "\n".join(lines).replace(indent, margin, 1)
