"""The `quiz` fence: the questions it names, as HTML that is whole without JavaScript.

celery/01-what-celery-is     ─ load ─►  all that the page has not shown yet ─┐
                                                                            ├─ page ─►  HTML
celery/01-what-celery-is     ─ load ─►  those it names ─────────────────────┘
the-broker-keeps-messages
"""

from pathlib import Path
from weakref import WeakKeyDictionary

from markdown import Markdown

import handoff
from handoff.diagnostics.problem import did_you_mean, quoted
from handoff.fences import FenceError
from handoff.quiz.load import QuizError, load
from handoff.quiz.model import Question
from handoff.quiz.page import html
from handoff.samples.sections import examples_of

ELEMENT = "quiz-check"
to_come: WeakKeyDictionary[Markdown, dict[str, list[Question]]] = WeakKeyDictionary()


def quiz_fence(source, language, css_class, options, md, **_) -> str:
    """The HTML of the questions that the fence names."""
    name, *ids = source.split() or [""]
    try:
        questions = taken(name, ids, to_come.setdefault(md, {}))
    except QuizError as error:
        raise FenceError(str(error)) from None
    if ELEMENT not in md.block_level_elements:
        md.block_level_elements.append(ELEMENT)  # else Python-Markdown puts it into a <p>
    return html(name, questions, examples_of(path_of(name)))


def taken(name: str, ids: list[str], to_come: dict[str, list[Question]]) -> list[Question]:
    """The named questions, or all, taken off those that the page has yet to show."""
    if name not in to_come:
        to_come[name] = load(path_of(name))
    known = {question.id: question for question in to_come[name]}
    for wrong in (identifier for identifier in ids if identifier not in known):
        raise FenceError(
            f"a quiz fence asks {quoted(name)} for {quoted(wrong)}, which is not there or "
            f"stands on this page already; {did_you_mean(wrong, known)}"
        )
    chosen = [known[identifier] for identifier in ids or known]
    to_come[name] = [question for question in to_come[name] if question not in chosen]
    return chosen


def path_of(name: str) -> Path:
    """The file of a quiz such as celery/01-what-celery-is-and-why."""
    folder = handoff.root() / "quizzes"
    path = folder / f"{name}.json"
    if ".." not in path.parts and path.is_file() and not name.startswith("/"):
        return path
    files = folder.rglob("*.json")
    known = sorted(file.relative_to(folder).with_suffix("").as_posix() for file in files)
    raise FenceError(
        f"a quiz fence names {quoted(name)}, and quizzes/ has no such file; "
        f"{did_you_mean(name, known)}"
    )
