"""What a question's form cannot say: answers that are there, choices that differ."""

from collections.abc import Callable, Iterator

from handoff.diagnostics.problem import Fault, found, quoted
from handoff.quiz.answers import bare, equal
from handoff.quiz.forms import Written


def broken(form: Written, written: dict) -> Iterator[Fault]:
    """Every rule that a well-formed question breaks; pointers start at the question."""
    for rule in RULES[form.kind]:
        yield from rule(form, written)


def answer_is_a_choice(form: Written, written: dict) -> Iterator[Fault]:
    if form.choices is None or form.answer is None:
        return
    answer, count = written["answer"], len(form.choices)
    numbers = answer if isinstance(answer, list) else [answer]
    for place, number in enumerate(numbers):
        pointer = ("answer", place) if isinstance(answer, list) else ("answer",)
        if not 0 <= number < count:
            advice = f"they count from 0, so write 0 to {count - 1}"
            yield Fault(pointer, f"{found(number)} is none of its {count} choices; {advice}")
        elif number in numbers[:place]:
            yield Fault(pointer, f"answer names choice {number} twice; once will do")


def some_right_some_wrong(form: Written, written: dict) -> Iterator[Fault]:
    if form.choices is None or not isinstance(written.get("answer"), list):
        return
    if not form.answer:
        yield Fault(("answer",), "no choice is right; list the numbers of those that are")
    elif set(form.answer) == set(range(len(form.choices))):
        yield Fault(("answer",), "every choice is right, so nothing is asked; add a wrong one")


def choices_differ(form: Written, written: dict) -> Iterator[Fault]:
    yield from all_differ("choices", "choice", [choice.text for choice in form.choices or []])


def steps_differ(form: Written, written: dict) -> Iterator[Fault]:
    yield from all_differ("steps", "step", [step.text for step in form.steps])


def all_differ(key: str, noun: str, texts: list[str]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for place, text in enumerate(texts):
        earlier = first.setdefault(" ".join(text.split()), place)
        if earlier != place:
            message = f"{noun} {place} says the same as {noun} {earlier}, {quoted(text)}; reword it"
            yield Fault((key, place), message)


def reasons_fit(form: Written, written: dict) -> Iterator[Fault]:
    """The plain form's list of reasons goes with its list of choices."""
    if form.why is None or form.choices is None:
        return
    have, want = len(form.why), len(form.choices)
    if have != want:
        message = f'"why" is {found(form.why)} for {want} choices; write one each, null where none'
        yield Fault(("why",), message, key=True)
    for place, (reason, choice) in enumerate(zip(form.why, form.choices, strict=False)):
        if reason and choice.why:
            yield Fault(("why", place), f"choice {place} has its own why; keep one of the two")


def output_is_picked_or_typed(form: Written, written: dict) -> Iterator[Fault]:
    if form.choices is None:
        for key in ("answer", "why", "shuffle"):
            if key in written:
                message = f'"{key}" goes with "choices", and there are none; take it out'
                yield Fault((key,), f"{message}: the recorded output is the answer", key=True)
        return
    if form.answer is None:
        yield Fault((), '"answer" is missing; add the right choice\'s number, counted from 0')
    elif isinstance(written["answer"], list):
        message = f'"answer" is {found(written["answer"])}; one output is right: write its number'
        yield Fault(("answer",), message)
    if form.wrong:
        message = '"wrong" is for typed answers; give its reasons to the choices instead'
        yield Fault(("wrong",), message, key=True)


def wrong_is_not_accepted(form: Written, written: dict) -> Iterator[Fault]:
    accepted = form.answer if form.kind == "text" else []
    for place, wrong in enumerate(form.wrong):
        if any(equal(written, bare(wrong.text)) for written in accepted):
            message = f"wrong answer {quoted(wrong.text)} is accepted as right, too; keep one"
            yield Fault(("wrong", place), message)


OF_CHOICES = (answer_is_a_choice, choices_differ, reasons_fit)
RULES: dict[str, tuple[Callable[[Written, dict], Iterator[Fault]], ...]] = {
    "choice": (*OF_CHOICES, some_right_some_wrong),
    "output": (output_is_picked_or_typed, *OF_CHOICES, wrong_is_not_accepted),
    "order": (steps_differ,),
    "text": (wrong_is_not_accepted,),
    "line": OF_CHOICES,
    "open": (),
}
