"""Which questions a quiz fence puts on its page."""

from handoff.pages.page import Page
from handoff.quiz.fence import read


def shown(page: Page) -> list[list[str]]:
    """The ids that each fence of the page shows."""
    readings = [read(fence, page) for fence in page.fences_of("quiz")]
    assert not any(reading.problems for reading in readings)
    return [[question.id for question in reading.value.questions] for reading in readings]


def page(project, *fences: str) -> Page:
    text = "\n\n".join(f"```quiz\nguide/01-broker\n{each}\n```" for each in fences)
    return Page(project.write("docs/guide/01-broker.md", text))


def test_a_fence_takes_the_questions_it_names_and_the_next_one_the_rest(project, question):
    project.quiz(*(question(id=name, q=f"Who keeps {name}?") for name in ("one", "two", "three")))

    assert shown(page(project, "two", "")) == [["two"], ["one", "three"]]


def test_the_order_is_that_of_the_fence(project, question):
    project.quiz(*(question(id=name, q=f"Who keeps {name}?") for name in ("one", "two")))

    assert shown(page(project, "two\none")) == [["two", "one"]]


def test_a_question_stands_once_on_a_page(project, question):
    project.quiz(question(id="one"))
    twice = page(project, "one", "one")

    [problem] = [each for fence in twice.fences for each in read(fence, twice).problems]

    assert 'this page shows "one" already' in problem.message
