"""Which quiz a page's fences show, and which of its questions."""

from dataclasses import dataclass

from handoff.pages.page import Fence, Page, Word


@dataclass(frozen=True)
class QuizFence:
    """The first word of a fence names the quiz, the others its questions."""

    fence: Fence
    quiz: Word | None
    ids: list[Word]


def quiz_fences(page: Page) -> list[QuizFence]:
    return [quiz_fence(fence) for fence in page.fences_of("quiz") if fence.closed]


def quiz_fence(fence: Fence) -> QuizFence:
    return QuizFence(fence, fence.words[0] if fence.words else None, fence.words[1:])


def quizzes_of(page: Page) -> set[str]:
    """The names of the quizzes that a page shows."""
    if "quiz" not in page.text:
        return set()
    return {fence.quiz.text for fence in quiz_fences(page) if fence.quiz}


def shows(page: Page, name: str, identifier: str) -> bool:
    """A fence names the question, or takes all that are left."""
    return any(
        not fence.ids or identifier in (word.text for word in fence.ids)
        for fence in quiz_fences(page)
        if fence.quiz and fence.quiz.text == name
    )
