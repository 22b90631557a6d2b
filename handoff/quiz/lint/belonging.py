"""Whether chapters and their questions find each other: fences, objectives, sections."""

from collections.abc import Iterator

from handoff.diagnostics.problem import Fault, Problem, did_you_mean, quoted
from handoff.quiz.lint.pages import Page, QuizFence
from handoff.quiz.load import Quiz
from handoff.quiz.model import Question


def page_problems(page: Page, quizzes: dict[str, Quiz], names: list[str]) -> Iterator[Problem]:
    """What is wrong with a page's fences and objectives; `names` are all quizzes there are."""
    if page.mistake:
        yield page.mistake
    shown: set[tuple[str, str]] = set()
    for fence in page.fences:
        yield from fence_problems(page, fence, quizzes, names, shown)
    tested = {
        question.get("tests")
        for name in page.quizzes
        for question in written(quizzes.get(name))
        if isinstance(question.get("tests"), str)
    }
    for objective, promise in page.objectives.items():
        if objective not in tested:
            message = f"no question tests the objective {quoted(objective)} ({promise})"
            advice = f'write one with "tests": "{objective}"'
            yield page.problem(*page.place_of(objective), f"{message}; {advice}")


def fence_problems(
    page: Page,
    fence: QuizFence,
    quizzes: dict[str, Quiz],
    names: list[str],
    shown: set[tuple[str, str]],
) -> Iterator[Problem]:
    if fence.quiz is None:
        message = "this quiz fence names no quiz; write one in it, as in celery/02-the-broker"
        yield page.problem(fence.line, 1, message)
        return
    name = fence.quiz.word
    if name not in names:
        near = did_you_mean(name.removesuffix(".json"), names)
        advice = near if name != page.chapter.stem and near else "write it, a list of questions"
        yield page.at(fence.quiz, f"there is no quizzes/{name}.json; {advice}")
        return
    known = [question["id"] for question in written(quizzes[name]) if has_id(question)]
    known += [question.id for question in quizzes[name].questions if question.derived]
    for mention in fence.ids if known else ():
        if mention.word not in known:
            message = f"quiz {name} has no question {quoted(mention.word)}"
            yield page.at(mention, f"{message}; {did_you_mean(mention.word, known)}")
        elif (name, mention.word) in shown:
            message = f"this page shows {quoted(mention.word)} already; take it out here"
            yield page.at(mention, message)
        shown.add((name, mention.word))


def has_id(question: dict) -> bool:
    return isinstance(question.get("id"), str)


def written(quiz: Quiz | None) -> list[dict]:
    """The questions as they stand in the file, sound or not."""
    data = quiz.source.data if quiz and quiz.source else []
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def quiz_problems(name: str, quiz: Quiz, showing: list[Page], own: bool) -> Iterator[Problem]:
    """What is wrong between a quiz and the pages that show it.

    `own` says that the file lies in quizzes/, where a file that no page shows is a mistake.
    """
    if quiz.source is None:
        return
    if own and not showing:
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
            if not any(shows(page, name, question) for page in showing):
                message = f"no fence shows question {quoted(question.id)}; name it in one"
                yield quiz.source.problem(
                    Fault((question.index, "id"), message, severity="warning")
                )


def in_question(question: Question, fault: Fault) -> Fault:
    return fault._replace(pointer=(question.index, *fault.pointer))


def shows(page: Page, name: str, question: Question) -> bool:
    """A fence names the question, or takes all that are left."""
    return any(
        not fence.ids or question.id in (mention.word for mention in fence.ids)
        for fence in page.fences
        if fence.quiz and fence.quiz.word == name
    )


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
    anchors = [anchor for page in showing for anchor in page.chapter.anchors]
    where = showing[0].path.name
    if question.see and question.see not in anchors:
        hint = did_you_mean(question.see, anchors) or "it has no sections"
        yield Fault(("see",), f"{where} has no section {quoted(question.see)}; {hint}")
    objectives = [each for page in chapters for each in page.objectives]
    if question.tests and chapters and question.tests not in objectives:
        hint = did_you_mean(question.tests, objectives) or "its front matter has none"
        yield Fault(("tests",), f"{where} has no objective {quoted(question.tests)}; {hint}")
