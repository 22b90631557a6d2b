"""Which quiz a page's fences show, and which of its questions."""

from dataclasses import dataclass
from itertools import pairwise

from handoff.pages.page import Fence, Page, Word


@dataclass(frozen=True)
class QuizFence:
    """The first word of a fence names the quiz, the others its questions."""

    fence: Fence
    quiz: Word | None
    ids: list[Word]


def quiz_fences(page: Page) -> list[QuizFence]:
    """Its quiz fences, and what its labs ask before they run, in the order of the page."""
    named = [quiz_fence(fence) for fence in page.fences_of("quiz") if fence.closed]
    asked = [each for fence in page.fences_of("lab") for each in predictions(page, fence)]
    return sorted([*named, *asked], key=lambda each: each.fence.line)


def predictions(page: Page, lab: Fence) -> list[QuizFence]:
    """`predict: an-id` in a lab fence: a question of the page's own quiz."""
    words = pairwise(lab.words)
    marked = ((mark, word) for mark, word in words if mark.text == "predict:")
    return [
        QuizFence(lab, Word(page.name, mark.line, mark.column), [word]) for mark, word in marked
    ]


def quiz_fence(fence: Fence) -> QuizFence:
    return QuizFence(fence, fence.words[0] if fence.words else None, fence.words[1:])


def quizzes_of(page: Page) -> set[str]:
    """The names of the quizzes that a page shows."""
    if "quiz" not in page.text and "predict:" not in page.text:
        return set()
    return {fence.quiz.text for fence in quiz_fences(page) if fence.quiz}


def shows(page: Page, name: str, identifier: str) -> bool:
    """A fence names the question, or takes all that are left."""
    return any(
        not fence.ids or identifier in (word.text for word in fence.ids)
        for fence in quiz_fences(page)
        if fence.quiz and fence.quiz.text == name
    )
