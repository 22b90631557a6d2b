"""Whether pages and their questions find each other: fences, objectives, sections."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from handoff.diagnostics.problem import Fault, Problem, clipped, did_you_mean, quoted
from handoff.pages.front_matter import KEBAB, place_of
from handoff.pages.page import Page, Word
from handoff.quiz.lint.fences import QuizFence, quiz_fences, quizzes_of, shows
from handoff.quiz.load import Quiz
from handoff.quiz.model import Question


def untested(page: Page, quizzes: dict[str, Quiz]) -> Iterator[Problem]:
    """Objectives that no question tests, where all the page's questions could be read."""
    shown = [quizzes.get(name) for name in quizzes_of(page)]
    unreadable = any(quiz is None or not written(quiz) for quiz in shown)
    if not page.objectives or unreadable or is_unsure(page):
        return
    tested = {
        question.get("tests")
        for quiz in shown
        for question in written(quiz)
        if isinstance(question.get("tests"), str)
    }
    for objective, promise in page.objectives.items():
        if objective not in tested:
            message = f"no question tests the objective {quoted(objective)} ({promise})"
            advice = f'write one with "tests": "{objective}"'
            line, column = place_of(page.text.partition("\n")[2], objective)
            yield page.problem(line, column, f"{message}; {advice}")


def is_unsure(page: Page) -> bool:
    """A mistake in its fences, told elsewhere, leaves open which questions it shows."""
    misspelt = [fence for fence in page.fences if is_nearly_quiz(fence.language)]
    return (
        any(not fence.closed for fence in page.fences)
        or any(fence.language != "quiz" for fence in misspelt)
        or any(fence.quiz is None for fence in quiz_fences(page))
    )


@lru_cache(256)
def is_nearly_quiz(language: str) -> bool:
    return bool(get_close_matches(language, ["quiz"], 1))


def excused(pages: list[Page], names: list[str]) -> set[str]:
    """Quizzes that no page seems to show because of another mistake, which is told already."""
    missed = set()
    for page in pages:
        if page.unreadable or is_unsure(page):
            missed.add(page.name)
        for name in quizzes_of(page) - {*names}:
            near = did_you_mean(name.removesuffix(".json"), names)
            missed |= {page.name, near.removeprefix('did you mean "').removesuffix('"?')}
    return missed


def no_such_quiz(page: Page, name: str, names: list[str]) -> str:
    near = did_you_mean(name.removesuffix(".json"), names)
    advice = near if name != page.name and near else "write it, a list of questions"
    return f"there is no quizzes/{clipped(name)}.json; {advice}"


def unknown_questions(page: Page, fence: QuizFence, quiz: Quiz) -> Iterator[Problem]:
    """Ids that the quiz does not have, or that the page shows already."""
    name = fence.quiz.text
    known = [question["id"] for question in written(quiz) if has_id(question)]
    known += [question.id for question in quiz.questions if question.derived]
    shown = {word.text for word in named_before(page, fence)}
    for word in fence.ids if has_sound_ids(quiz) else ():
        if word.text not in known:
            message = f"quiz {name} has no question {quoted(word.text)}"
            yield page.at(word, f"{message}; {did_you_mean(word.text, known)}")
        elif word.text in shown:
            yield page.at(word, f"this page shows {quoted(word.text)} already; take it out here")
        shown.add(word.text)


def named_before(page: Page, fence: QuizFence) -> Iterator[Word]:
    """The questions of the same quiz that earlier fences of the page name."""
    for other in quiz_fences(page):
        if other.fence.line >= fence.fence.line:
            return
        if other.quiz and other.quiz.text == fence.quiz.text:
            yield from other.ids


def has_sound_ids(quiz: Quiz) -> bool:
    """Each question has an id of its own, or none has one; else what a fence names is not known."""
    questions = written(quiz)
    given = [question["id"] for question in questions if has_id(question)]
    if not questions or len(given) not in (0, len(questions)):
        return False
    return len({*given}) == len(given) and all(map(KEBAB.fullmatch, given))


def names_strangers(page: Page, name: str, quiz: Quiz) -> bool:
    """A fence of the page names a question that the quiz does not have, which is told there."""
    known = {question.id for question in (*quiz.questions, *quiz.unsound)}
    fences = [fence for fence in quiz_fences(page) if fence.quiz and fence.quiz.text == name]
    return any(word.text not in known for fence in fences for word in fence.ids)


def has_id(question: dict) -> bool:
    return isinstance(question.get("id"), str)


def written(quiz: Quiz | None) -> list[dict]:
    """The questions as they stand in the file, sound or not."""
    data = quiz.source.data if quiz and quiz.source else []
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def quiz_problems(name: str, quiz: Quiz, showing: list[Page], must: bool) -> Iterator[Problem]:
    """What is wrong between a quiz and the pages that show it.

    `must` says that a page has to show it, and none does: it lies in quizzes/.
    """
    if quiz.source is None:
        return
    if must:
        message = f"no page shows this quiz; write a quiz fence with {name} into its chapter"
        yield quiz.source.problem(Fault((), message))
    chapters = [page for page in showing if page.is_chapter]
    strict = any(page.objectives for page in chapters)
    for question in (*quiz.questions, *quiz.unsound):
        for fault in completeness(question, strict):
            yield quiz.source.problem(in_question(question, fault))
        if showing:
            faults = links(question, showing, chapters)
            yield from (quiz.source.problem(in_question(question, fault)) for fault in faults)
            misnamed = any(names_strangers(page, name, quiz) for page in showing)
            if not misnamed and not any(shows(page, name, question.id) for page in showing):
                message = f"no fence shows question {quoted(question.id)}; name it in one"
                yield quiz.source.problem(
                    Fault((question.index, "id"), message, severity="warning")
                )


def in_question(question: Question, fault: Fault) -> Fault:
    return fault._replace(pointer=(question.index, *fault.pointer))


def completeness(question: Question, strict: bool) -> Iterator[Fault]:
    """Ids and reasons: a chapter with objectives needs them, a plain quiz only had better."""
    severity = "error" if strict else "warning"
    if question.derived:
        message = (
            f'no id, so readers lose their answer when the text changes; add "id": "{question.id}"'
        )
        yield Fault((), message, severity=severity)
    for key, what in (("choices", "choice"), ("wrong", "wrong answer")):
        for number, choice in enumerate(getattr(question, key)):
            if not choice.why:
                message = f"{what} {number}, {quoted(choice.text)}, has no reason"
                advice = 'say why it is right or wrong, as in {"text": "…", "why": "…"}'
                yield Fault((key, number), f"{message}; {advice}", severity=severity)


def links(question: Question, showing: list[Page], chapters: list[Page]) -> Iterator[Fault]:
    anchors = [anchor for page in showing for anchor in page.anchors]
    where = showing[0].path.name
    if question.see and question.see not in anchors:
        hint = did_you_mean(question.see, anchors) or "it has no sections"
        yield Fault(("see",), f"{where} has no section {quoted(question.see)}; {hint}")
    objectives = [each for page in chapters for each in page.objectives]
    readable = chapters and not any(page.front.faults for page in chapters)
    if question.tests and readable and question.tests not in objectives:
        hint = did_you_mean(question.tests, objectives) or "its front matter has none"
        yield Fault(("tests",), f"{where} has no objective {quoted(question.tests)}; {hint}")
