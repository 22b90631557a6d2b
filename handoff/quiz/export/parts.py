"""Pieces of HTML that the formats have in common."""

from html import escape
from pathlib import Path

from handoff import text
from handoff.quiz.model import Choice, Question
from handoff.samples.sections import Sample, examples_of


def prompt(question: Question, quiz: Path) -> str:
    """The question with its sample."""
    return text.html(question.q) + sample(question, quiz)


def sample(question: Question, quiz: Path) -> str:
    if not question.sample:
        return ""
    shown = Sample(examples_of(quiz), question.sample)
    return as_it_is(shown.text)


def as_it_is(words: str) -> str:
    """Source or output; the colours of the site's code blocks would be lost elsewhere."""
    return f"<pre><code>{escape(text.printable(words))}</code></pre>"


def answer(question: Question, words: str) -> str:
    """What can be picked or typed: Markdown in choices, as it is where it is output or source."""
    if question.verbatim:
        return as_it_is(words)
    return escape(text.printable(words)) if question.typed else text.html(words)


def reason(choice: Choice) -> str:
    return text.html(choice.why) if choice.why else ""


def explained(question: Question) -> str:
    return text.html(question.explain) if question.explain else ""
