"""Questions for Moodle in GIFT, by https://docs.moodle.org/en/GIFT_format.

    ::guide/02-…\\: what-waits::[html]<p>What waits?</p> {
        =[html]<p>The message</p>#[html]<p>Why it is right</p>
        ~[html]<p>The worker</p>#[html]<p>Why it is wrong</p>
        ####[html]<p>The explanation</p>
    }

What GIFT lacks becomes what comes nearest: steps are matched with their numbers (without their
reasons: matching has no feedback), own words are an essay, typed answers a short answer.
"""

from collections.abc import Iterator
from pathlib import Path

from handoff import text
from handoff.quiz.answers import bare
from handoff.quiz.export import parts
from handoff.quiz.files import name_of
from handoff.quiz.load import load
from handoff.quiz.model import Choice, Question

NAME = "handoff.gift"
SPECIAL = {ord(sign): f"\\{sign}" for sign in "\\~=#{}:"} | {ord("\n"): "\\n", ord("\r"): ""}


def content(quizzes: list[Path]) -> str:
    """The whole import file, a category for each quiz."""
    return "\n".join(block for quiz in quizzes for block in blocks(quiz))


def blocks(quiz: Path) -> Iterator[str]:
    yield f"$CATEGORY: $course$/Handoff/{name_of(quiz)}\n"
    for question in load(quiz):
        title = f"{name_of(quiz)}: {question.id}".translate(SPECIAL)
        prompt = html(parts.prompt(question, quiz))
        yield f"::{title}::{prompt} {{\n{''.join(map(indented, answers(question)))}}}\n"


def indented(line: str) -> str:
    return f"    {line}\n"


def html(content: str) -> str:
    """HTML on one line; Moodle splits questions at blank lines and drops lines of //."""
    return "[html]" + content.strip().translate(SPECIAL)


def answers(question: Question) -> Iterator[str]:
    if question.kind == "order":
        yield from (matched(number, step) for number, step in enumerate(question.steps, 1))
    elif question.choices:
        yield from picked(question)
    elif question.typed and not any("->" in words for words in question.accept):
        yield from typed(question)  # with an arrow Moodle would take it for matching
    else:
        model = "".join(f"<pre>{parts.answer(question, each)}</pre>" for each in question.accept)
        yield "####" + html(model + text.html(question.model_answer) + parts.explained(question))
        return
    if question.explain:
        yield "####" + html(parts.explained(question))


def matched(number: int, step: Choice) -> str:
    return f"={html(text.html(step.text))} -> {number}"


def picked(question: Question) -> Iterator[str]:
    """One right: = and ~. Several: ~ with shares, so that ticking all scores nothing."""
    right = len(question.answer)
    wrong = len(question.choices) - right
    for number, choice in enumerate(question.choices):
        is_right = question.is_right(number)
        sign = "=" if is_right else "~"
        if question.multiple:
            sign = f"~%{share(right)}%" if is_right else f"~%-{share(wrong)}%"
        yield sign + html(parts.answer(question, choice.text)) + feedback(choice)


def share(parts_of_all: int) -> str:
    """100 divided, in the five decimals by which Moodle knows its fractions."""
    return f"{100 / parts_of_all:.5f}".rstrip("0").rstrip(".")


def typed(question: Question) -> Iterator[str]:
    for accepted in question.accept:
        yield f"=%100%{plain(accepted)}"
    for wrong in question.wrong:
        yield f"=%0%{plain(wrong.text)}{feedback(wrong)}"


def plain(words: str) -> str:
    """A short answer; * stands for anything in Moodle unless it is escaped for it, too."""
    return text.printable(bare(words)).strip().replace("*", "\\*").translate(SPECIAL)


def feedback(choice: Choice) -> str:
    return f"#{html(parts.reason(choice))}" if choice.why else ""
