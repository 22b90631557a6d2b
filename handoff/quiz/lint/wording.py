"""What the wording of one question gives away or gets wrong; the rules are those of QUIZ-CRAFT."""

import re
from collections.abc import Callable, Iterator

from handoff import text
from handoff.diagnostics.problem import Fault, quoted
from handoff.quiz.answers import is_code
from handoff.quiz.model import Choice, Question
from handoff.quiz.words import telling

LONGER_THAN_MEAN = 1.5
LONGER_THAN_ANY = 1.25
SEEN = 6  # characters: a smaller difference shows in no list of choices

CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
BOLD = re.compile(r"\*\*[^*\n]+\*\*|__[^_\n]+__")
ASIDE = r"(?:if|when|that|who|because|while|after|before|until|and|but|happens?)"
NEGATED = re.compile(
    r"\b(?:NOT|EXCEPT|NEVER)\b|\b[Ee]xcept\b(?! for a)"
    rf"|\b(?:[Ww]hich|[Ww]hat)\b(?:(?!\b{ASIDE}\b)[^.?!,:;])*"
    r"\b(?:(?:is|are|was|do|does|did|will|can|should|would)(?:n't| not)|can't|cannot|won't)\b"
)
OF_THE_ABOVE = re.compile(
    r"\b(?:all|none|any|both|neither|either|some) of (?:the )?above\b"
    r"|^(?:all|none|any|both|neither|either) of (?:the(?:se|m)|those)\W*$"
    r"|^(?:all|both|neither|none)\W*$|^(?:both|neither) \W?\w\W? (?:and|n?or) \W?\w\W*$",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"\b(?:always|never|impossible|guaranteed|everything|nothing)\b", re.IGNORECASE
)
CODE_SIGN = re.compile(r"[=()_{}\[\]]|\w\.\w*[A-Za-z_]|^-")
PICTURE = re.compile(r"!\[[^\]\n]*\]\(")


def remarks(question: Question) -> Iterator[Fault]:
    """Faults of the wording; pointers start at the question."""
    for rule in RULES:
        yield from rule(question)


def warning(message: str, *pointer: str | int) -> Fault:
    return Fault(pointer, message, severity="warning")


def parts(question: Question) -> tuple[list[Choice], list[Choice]]:
    """The right choices and the wrong ones."""
    right = [question.choices[number] for number in question.answer]
    return right, [choice for choice in question.choices if choice not in right]


def mean(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers)


def key_stands_out(question: Question) -> Iterator[Fault]:
    if not question.answer or question.verbatim:
        return
    right, wrong = ([len(text.plain(choice.text)) for choice in part] for part in parts(question))
    if not wrong or mean(right) - mean(wrong) < SEEN:
        return
    if mean(right) > LONGER_THAN_MEAN * mean(wrong):
        how = f"{mean(right) / mean(wrong):.1f} times as long as the wrong ones on average"
    elif min(right) >= LONGER_THAN_ANY * max(wrong):
        how = f"longer than every wrong one by {min(right) / max(wrong) - 1:.0%}"
    else:
        return
    yield warning(
        f"the right choice is {how}; shorten it, or say as much in the others",
        *("choices", question.answer[0]),
    )


def negation_is_marked(question: Question) -> Iterator[Fault]:
    stem = BOLD.sub("", CODE.sub("", question.q))
    if negated := NEGATED.search(stem):
        word = negated[0].split()[-1]
        yield warning(
            f"the question turns on {quoted(word)}, which is easily overlooked; "
            f"ask for what is, or write it in bold: **{word.lower()}**",
            "q",
        )


def no_other_choice_is_named(question: Question) -> Iterator[Fault]:
    for number, choice in enumerate(question.choices):
        if not question.verbatim and OF_THE_ABOVE.search(text.plain(choice.text)):
            yield Fault(
                ("choices", number),
                f"{quoted(choice.text)} speaks of other choices, which are shuffled and give it "
                "away; make it a choice of its own, or let several be right",
            )


def absolutes_are_shared(question: Question) -> Iterator[Fault]:
    if not question.answer or question.verbatim:
        return
    said = [ABSOLUTE.search(CODE.sub("", choice.text)) for choice in question.choices]
    if not any(said) or any(said[number] for number in question.answer):
        return
    for number, absolute in enumerate(said):
        if absolute:
            message = (
                f"only wrong choices say {quoted(absolute[0])}, so readers rule them out unread"
            )
            yield warning(f"{message}; say it less absolutely", "choices", number)


def explanation_explains(question: Question) -> Iterator[Fault]:
    if not question.explain:
        if question.kind != "open":
            yield warning('no explanation; add why the answer is right as "explain"')
        return
    said, asked = telling(question.explain), telling(question.q)
    if len(said) >= 4 and len(said & asked) >= 0.75 * len(said):
        yield warning(
            "the explanation repeats the question; say why the answer is right", "explain"
        )


def texts(question: Question) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Every Markdown text with its place, as far as it is known."""
    yield question.q, ("q",)
    yield question.explain, ("explain",)
    yield question.model_answer, ("answer",)
    for key in ("choices", "steps", "wrong"):
        for number, choice in enumerate(getattr(question, key)):
            yield choice.text, (key, number, "text")
            yield choice.why, (key, number, "why")
    for number, hint in enumerate(question.hints):
        yield hint, ("hint", number)


def texts_are_shown(question: Question) -> Iterator[Fault]:
    for markdown, pointer in texts(question):
        if "![" in markdown and PICTURE.search(CODE.sub("", markdown)):
            message = "questions show no pictures, only a link; say it in words, or as code"
            yield warning(message, *pointer)
        if not markdown.isascii() and (mark := text.BIDI.search(markdown)):
            name = f"U+{ord(mark[0]):04X}"
            message = f"this text turns the reading direction with {name}, which is shown by name"
            yield warning(f"{message}; take it out", *pointer)


def typed_answers_are_words_or_code(question: Question) -> Iterator[Fault]:
    if question.kind != "text":
        return
    for number, accepted in enumerate(question.accept):
        if is_code(accepted):
            continue
        if "`" in accepted or BOLD.search(accepted):
            message = f"readers would have to type the markup of {quoted(accepted)}; take it off"
            yield warning(f"{message}, or put backticks around all of it", "answer", number)
        elif CODE_SIGN.search(accepted):
            message = f"{quoted(accepted)} looks like code, in which case should count"
            yield warning(f"{message}; put backticks around it", "answer", number)


RULES: tuple[Callable[[Question], Iterator[Fault]], ...] = (
    key_stands_out,
    negation_is_marked,
    no_other_choice_is_named,
    absolutes_are_shared,
    explanation_explains,
    texts_are_shown,
    typed_answers_are_words_or_code,
)
