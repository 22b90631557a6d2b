"""Questions as text: numbered through the page, and their answers after the last one."""

from pathlib import Path

from handoff.quiz.answers import bare
from handoff.quiz.model import Choice, Question
from handoff.quiz.page import mixed
from handoff.samples.sections import Sample

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Asked:
    """The questions of a page, in the order in which it asks them."""

    def __init__(self) -> None:
        self.questions: list[Question] = []

    def ask(self, question: Question, examples: Path) -> list[str]:
        """The lines of a question; its answer comes at the end of the page."""
        self.questions.append(question)
        lines = [f"**Question {len(self.questions)}.** {question.q}", ""]
        if question.sample:
            lines += [*block(Sample(examples, question.sample).text, language(question)), ""]
        return lines + offered(question)

    def answers(self) -> str:
        if not self.questions:
            return ""
        parts = ("\n".join(answer(*each)) for each in enumerate(self.questions, 1))
        return "## Answers\n\n" + "\n\n".join(parts)


def offered(question: Question) -> list[str]:
    """What the reader picks from; steps in an order that is not the right one."""
    if question.steps:
        return items([question.steps[number].text for number in mixed(question.steps)], question)
    if question.choices:
        return items([choice.text for choice in question.choices], question)
    return []


def items(texts: list[str], question: Question) -> list[str]:
    return [
        line
        for letter, text in zip(LETTERS, texts, strict=False)
        for line in hung(f"- {letter}) ", shown(text, question))
    ]


def shown(text: str, question: Question) -> str:
    """A choice's text: Markdown, or words of a program as they are."""
    if not question.verbatim:
        return text
    return f"`{text}`" if "\n" not in text and "`" not in text else "\n".join(["", *block(text)])


def answer(number: int, question: Question) -> list[str]:
    lines = [f"**Answer {number}.** {right(question)}".rstrip()]
    if question.explain:
        lines += ["", question.explain]
    reasons = [*zip(names(question), explained(question), strict=False)]
    told = [(name, choice) for name, choice in reasons if choice.why]
    if told:
        lines.append("")
    for name, choice in told:
        lines += hung(f"- {name}: ", choice.why)
    return lines


def right(question: Question) -> str:
    if question.choices:
        return ", ".join(LETTERS[each] for each in question.answer)
    if question.steps:
        order = mixed(question.steps)
        return ", ".join(LETTERS[order.index(step)] for step in range(len(order)))
    if question.accept:
        best = bare(question.accept[0])
        return "\n".join(["", "", *block(best)]) if "\n" in best else f"`{best}`"
    return question.model_answer


def names(question: Question) -> list[str]:
    if question.choices:
        return list(LETTERS)
    if question.steps:
        order = mixed(question.steps)
        return [LETTERS[order.index(step)] for step in range(len(order))]
    return [" / ".join(bare(wrong.text).split("\n")) for wrong in question.wrong]


def explained(question: Question) -> list[Choice]:
    return question.choices or question.steps or question.wrong


def language(question: Question) -> str:
    return "python" if question.sample.partition(":")[0].endswith(".py") else "text"


def block(text: str, kind: str = "text") -> list[str]:
    """A fence that is longer than any in the text."""
    mark = "```"
    while mark in text:
        mark += "`"
    return [f"{mark}{kind}", *text.split("\n"), mark]


def hung(mark: str, text: str) -> list[str]:
    """A list item whose later lines are indented below the first one's."""
    first, *others = text.split("\n")
    return [(mark + first).rstrip(), *(f"  {line}" if line else "" for line in others)]
