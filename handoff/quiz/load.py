"""A quiz file as questions, or every problem that it has.

read(path)   questions that are sound, and problems: what `check` goes on from
load(path)   questions, or QuizError: what pages and exports use
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, zip_longest
from pathlib import Path

from handoff import reads
from handoff.diagnostics.problem import Fault, Problem, did_you_mean, found, quoted
from handoff.quiz import rules
from handoff.quiz.forms import FORMS, Form, Written
from handoff.quiz.model import Choice, Question, derived_id
from handoff.quiz.refusals import faults
from handoff.quiz.sample_checks import unproven
from handoff.quiz.source import MOST_PROBLEMS, Source, SourceError
from handoff.quiz.source import read as read_source
from handoff.quiz.values import Refusal
from handoff.samples.sections import Sample, SampleError, examples_of


class QuizError(Exception):
    """Everything that is wrong with a quiz file, a line each."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass
class Quiz:
    """A file's questions, and what is wrong with them."""

    path: Path
    source: Source | None = None
    questions: list[Question] = field(default_factory=list)
    unsound: list[Question] = field(default_factory=list)  # well-formed, but they break a rule
    problems: list[Problem] = field(default_factory=list)


def load(path: Path) -> list[Question]:
    """The questions of a file; QuizError with all its problems where there are any."""
    quiz = read(Path(path))
    if quiz.problems:
        raise QuizError(quiz.problems)
    return quiz.questions


def read_once(path: Path) -> Quiz:
    """`read`, remembered for the pages drawn after a check; `forget` begins a new one."""
    return reads.kept(_read_as_of, path, *reads.asked(_state, path))


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@cache
def _read_as_of(path: Path, changed: int, size: int) -> Quiz:
    return read(path)


def forget() -> None:
    """Samples that the quizzes show may have changed."""
    _read_as_of.cache_clear()


def read(path: Path) -> Quiz:
    """The file's questions as far as they are sound, and what is wrong with the rest."""
    quiz = Quiz(path)
    try:
        quiz.source = read_source(path)
    except SourceError as error:
        quiz.problems = error.problems
        return quiz
    told = islice(read_questions(quiz), MOST_PROBLEMS)
    quiz.problems = sorted(map(quiz.source.problem, told))
    return quiz


def read_questions(quiz: Quiz) -> Iterator[Fault]:
    """Add the sound questions; yield the faults of the others."""
    data = quiz.source.data
    if not isinstance(data, list):
        yield Fault((), f"the file holds {found(data)}; write a list of questions: [{{…}}, {{…}}]")
        return
    if not data:
        yield Fault((), 'the list is empty; write a question: [{"q": …, "choices": […]}]')
    examples = examples_of(quiz.path)
    for index, written in enumerate(data):
        question, wrong = read_question(index, written, examples)
        for fault in wrong:
            yield fault._replace(pointer=(index, *fault.pointer))
        if question:
            (quiz.unsound if wrong else quiz.questions).append(question)
    quiz.questions = with_ids(quiz.questions)
    quiz.unsound = with_ids(quiz.unsound)
    yield from doubled(data, quiz.questions)


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
    valid, wrong = validated(form, written)
    if valid is None:
        return None, wrong
    question, unproven = completed(question_of(valid, written, index), examples)
    return question, [*wrong, *rules.broken(valid, written), *unproven]


def validated(form: Form, written: dict) -> tuple[Written | None, list[Fault]]:
    """The valid question, if need be of all keys but the unknown ones."""
    refused: list[Refusal] = []
    question = form.read(written, (), refused)
    sound = all(refusal.why == "unknown" and len(refusal.place) == 1 for refusal in refused)
    return question if sound else None, faults(refused, form, written)


def completed(question: Question, examples: Path) -> tuple[Question, list[Fault]]:
    """The question with what its sample says, and what it says otherwise than the sample."""
    if not question.sample:
        return question, []
    sample = Sample(examples, question.sample)
    try:
        if question.kind == "output" and sample.text and not question.choices:
            question = replace(question, accept=[sample.recorded])
        return question, list(unproven(question, sample))
    except SampleError as error:
        return question, [Fault(("sample",), str(error))]


def question_of(form: Written, written: dict, index: int) -> Question:
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
        how_sure=form.how_sure,
        choices=choices,
        answer=sorted({number for number in numbers if number in range(len(choices))}),
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
        for choice, reason in zip_longest(choices, reasons[: len(choices)])
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


def doubled(data: list, questions: list[Question]) -> Iterator[Fault]:
    """Ids that two questions have; `data` holds the unsound ones, too."""
    first: dict[str, int] = {}
    for index, written in enumerate(data):
        name = written.get("id") if isinstance(written, dict) else None
        if isinstance(name, str) and (earlier := first.setdefault(name, index)) != index:
            message = f"id {quoted(name)} is taken by question {earlier + 1} of this file"
            yield Fault((index, "id"), f"{message}; give this one its own")
    for question in questions:
        earlier = first.setdefault(question.id, question.index)
        if question.derived and earlier != question.index:
            message = f"this question stands here twice, first as question {earlier + 1}"
            yield Fault((question.index, "q"), f"{message}; take it out, or give both an id")
