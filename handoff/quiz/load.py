"""A quiz file as questions, or every problem that it has.

read(path)   questions that are sound, and problems: what `check` goes on from
load(path)   questions, or QuizError: what pages and exports use
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from handoff.quiz import rules
from handoff.quiz.forms import FORMS, Common
from handoff.quiz.model import Choice, Question, derived_id
from handoff.quiz.problem import Fault, Problem, did_you_mean, found, quoted
from handoff.quiz.proof import unproven
from handoff.quiz.refusals import faults
from handoff.quiz.samples import Sample, SampleError, examples_of
from handoff.quiz.source import Source, SourceError
from handoff.quiz.source import read as read_source


class QuizError(Exception):
    """Everything that is wrong with a quiz file, a line each."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass
class Quiz:
    """A file's sound questions, and the problems of the others."""

    path: Path
    source: Source | None = None
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load(path: Path) -> list[Question]:
    """The questions of a file; QuizError with all its problems where there are any."""
    quiz = read(Path(path))
    if quiz.problems:
        raise QuizError(quiz.problems)
    return quiz.questions


def read(path: Path) -> Quiz:
    """The file's questions as far as they are sound, and what is wrong with the rest."""
    quiz = Quiz(path)
    try:
        quiz.source = read_source(path)
    except SourceError as error:
        quiz.problems = error.problems
        return quiz
    quiz.problems = sorted(quiz.source.problem(fault) for fault in list(read_questions(quiz)))
    return quiz


def read_questions(quiz: Quiz):
    """Add the sound questions; yield the faults of the others."""
    data = quiz.source.data
    if not isinstance(data, list):
        yield Fault((), f"the file holds {found(data)}; write a list of questions: [{{…}}, {{…}}]")
        return
    examples = examples_of(quiz.path)
    for index, written in enumerate(data):
        question, wrong = read_question(index, written, examples)
        for fault in wrong:
            yield fault._replace(pointer=(index, *fault.pointer))
        if question and not wrong:
            quiz.questions.append(question)
    quiz.questions = with_ids(quiz.questions)
    yield from doubled(quiz.questions)


def read_question(
    index: int, written: object, examples: Path
) -> tuple[Question | None, list[Fault]]:
    if not isinstance(written, dict):
        return None, [Fault((), f'a question is {found(written)}; write an object: {{"q": …}}')]
    kind = written.get("kind", "choice")
    form = FORMS.get(kind) if isinstance(kind, str) else None
    if form is None:
        hint = did_you_mean(str(kind)[:100], FORMS)
        return None, [Fault(("kind",), f'"kind" is {found(kind)}; {hint}')]
    try:
        valid = form.model_validate(written)
    except ValidationError as error:
        return None, faults(error, form, written)
    wrong = list(rules.broken(valid, written))
    if wrong:
        return None, wrong
    return completed(question_of(valid, written, index), examples)


def completed(question: Question, examples: Path) -> tuple[Question, list[Fault]]:
    """The question with what its sample says, and what it says otherwise than the sample."""
    if not question.sample:
        return question, []
    sample = Sample(examples, question.sample)
    try:
        if question.kind == "output" and not question.choices:
            question = replace(question, accept=[sample.recorded])
        return question, list(unproven(question, sample))
    except SampleError as error:
        return question, [Fault(("sample",), str(error))]


def question_of(form: Common, written: dict, index: int) -> Question:
    has = vars(form)
    choices, answer = with_reasons(has), has.get("answer")
    numbers = answer if isinstance(answer, list) else [answer]
    return Question(
        id=form.id or "",
        kind=form.kind,
        q=form.q,
        index=index,
        derived=form.id is None,
        explain=form.explain or "",
        hints=form.hint,
        see=form.see or "",
        tests=form.tests or "",
        sample=form.sample or "",
        choices=choices,
        answer=sorted(numbers) if choices else [],
        multiple=form.kind == "choice" and isinstance(written["answer"], list),
        shuffle=has.get("shuffle", form.kind == "order"),
        accept=answer if form.kind == "text" else [],
        wrong=as_choices(has.get("wrong", [])),
        steps=as_choices(has.get("steps", [])),
        model_answer=answer if form.kind == "open" else "",
    )


def as_choices(forms: list) -> list[Choice]:
    return [Choice(choice.text, choice.why or "") for choice in forms]


def with_reasons(has: dict) -> list[Choice]:
    """The choices, with the plain form's list of reasons dealt out to them."""
    choices = as_choices(has.get("choices") or [])
    if not (reasons := has.get("why")):
        return choices
    return [
        Choice(choice.text, choice.why or reason or "")
        for choice, reason in zip(choices, reasons, strict=True)
    ]


def with_ids(questions: list[Question]) -> list[Question]:
    """Every question with an id: the author's, or one made from its text.

    Where questions without an id share one text, their choices tell them apart.
    """
    texts = Counter(question.q for question in questions if question.derived)
    return [
        replace(question, id=derived_id(question.q, *distinction(question, texts)))
        if question.derived
        else question
        for question in questions
    ]


def distinction(question: Question, texts: Counter) -> list[object]:
    return [question.revision] if texts[question.q] > 1 else []


def doubled(questions: list[Question]):
    first: dict[str, Question] = {}
    for question in questions:
        earlier = first.setdefault(question.id, question)
        if earlier is question:
            continue
        if question.derived:
            message = f"this question stands twice, first as question {earlier.index + 1}"
            yield Fault((question.index, "q"), f"{message}; take it out, or give both an id")
        else:
            message = f"id {quoted(question.id)} is taken by question {earlier.index + 1}"
            yield Fault((question.index, "id"), f"{message}; give this one its own")
