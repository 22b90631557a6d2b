"""What a question says of its sample, held against the sample."""

from collections.abc import Iterator

from handoff.diagnostics.problem import Fault, quoted
from handoff.quiz.model import Question
from handoff.samples.sections import Sample, trimmed


def unproven(question: Question, sample: Sample) -> Iterator[Fault]:
    """Faults where the sample does not bear the question out; SampleError where there is none."""
    text = sample.text
    if question.kind == "output":
        yield from output_faults(question, sample.recorded)
    elif question.kind == "line":
        yield from line_faults(question, text)


def output_faults(question: Question, recorded: str) -> Iterator[Fault]:
    name = question.sample
    for place, choice in enumerate(question.choices):
        prints = trimmed(choice.text) == recorded
        if question.is_right(place) and not prints:
            message = (
                f"{name} printed {quoted(recorded)}, not this; {advice(choice.text, recorded)}"
            )
            yield Fault(("choices", place), message)
        elif prints and not question.is_right(place):
            message = f"this is what {name} printed, but it is not the answer; change one"
            yield Fault(("choices", place), message)
    for place, wrong in enumerate(question.wrong):
        if trimmed(wrong.text) == recorded:
            message = f"this is what {name} printed, so it is not wrong; take it out"
            yield Fault(("wrong", place), message)


def advice(text: str, recorded: str) -> str:
    if trimmed(text.strip("`").strip()) == recorded:
        return "take the backticks off: output is shown as it is"
    return "write what it prints, or record it anew with `python -m handoff record`"


def line_faults(question: Question, text: str) -> Iterator[Fault]:
    lines = [line.strip() for line in text.splitlines()]
    for place, choice in enumerate(question.choices):
        count = lines.count(choice.text.strip())
        if count == 0:
            message = f"{quoted(choice.text)} is no line of {question.sample}; copy a whole line"
            yield Fault(("choices", place), message)
        elif count > 1:
            message = f"{quoted(choice.text)} stands {count} times in {question.sample}"
            yield Fault(("choices", place), f"{message}; choose a line that stands once")
