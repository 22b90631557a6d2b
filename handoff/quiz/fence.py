"""The `quiz` fence: the questions it names, as HTML that is whole without JavaScript.

guide/01-a-chapter          ─ read ─►  all that the page has not shown before ─┐
                                                                               ├─ page ─►  HTML
guide/01-a-chapter          ─ read ─►  those it names ────────────────────────┘
the-broker-keeps-messages
"""

from typing import NamedTuple

from handoff.fences import Reading
from handoff.pages.page import Fence, Page
from handoff.quiz.files import name_of, path_of, quiz_files
from handoff.quiz.lint.cross_references import named_before, no_such_quiz, unknown_questions
from handoff.quiz.lint.fences import QuizFence, quiz_fence, quiz_fences
from handoff.quiz.load import Quiz, read_once
from handoff.quiz.model import Question
from handoff.quiz.page import html as page_html
from handoff.samples.sections import examples_of


class Shown(NamedTuple):
    """The quiz's name and those of its questions that stand here."""

    name: str
    questions: list[Question]


def read(fence: Fence, page: Page) -> Reading:
    """The questions that the fence puts here, or what is wrong with it or with its quiz."""
    named = quiz_fence(fence)
    if named.quiz is None:
        message = "this quiz fence names no quiz; write one in it, as in guide/01-first-steps"
        return Reading(problems=[page.at(fence, message)])
    path = path_of(named.quiz.text)
    if path is None:
        names = [name_of(file) for file in quiz_files()]
        message = no_such_quiz(page, named.quiz.text, names)
        return Reading(problems=[page.at(named.quiz, message)])
    quiz = read_once(path)
    problems = [*unknown_questions(page, named, quiz), *quiz.problems]
    return Reading(Shown(named.quiz.text, chosen(page, named, quiz)), problems)


def html(shown: Shown, page: Page) -> str:
    return page_html(shown.name, shown.questions, examples_of(path_of(shown.name)), page)


def chosen(page: Page, fence: QuizFence, quiz: Quiz) -> list[Question]:
    """Those that the fence names, in its order; or all that no fence before it has shown."""
    if fence.ids:
        known = {question.id: question for question in quiz.questions}
        return [known[word.text] for word in fence.ids if word.text in known]
    before = {word.text for word in named_before(page, fence)}
    if any(shows_the_rest(other, fence) for other in quiz_fences(page)):
        return []
    return [question for question in quiz.questions if question.id not in before]


def shows_the_rest(other: QuizFence, fence: QuizFence) -> bool:
    """An earlier fence that names no question has taken all that were left."""
    earlier = other.fence.line < fence.fence.line
    return earlier and not other.ids and other.quiz and other.quiz.text == fence.quiz.text
