"""What the wording of a single question gives away."""

import pytest

LONG = "The broker, which keeps every message until some worker asks for the next one"


def said(project, question, **keys) -> list[str]:
    """The problems of one question in a quiz that stands in its chapter."""
    project.quiz(question(**keys))
    return project.problems()


def choices(*texts: str) -> list[dict]:
    return [{"text": text, "why": "so"} for text in texts]


def test_a_question_without_fault_is_passed(project, question):
    assert said(project, question) == []


def test_a_key_much_longer_than_the_others_is_warned_of(project, question):
    (warning,) = said(project, question, choices=choices(LONG, "The worker", "The client"))

    assert warning.startswith("warning 6:7: the right choice is 7.7 times as long as the wrong")


def test_a_key_longer_than_every_other_by_a_quarter_is_warned_of(project, question):
    texts = choices("a" * 27, "b" * 21, "c" * 20)
    (warning,) = said(project, question, choices=texts)

    assert "the right choice is longer than every wrong one by 29%; shorten it" in warning


def test_the_longest_by_little_or_a_long_wrong_choice_is_no_fault(project, question):
    assert said(project, question, choices=choices("The broker", "The one")) == []
    assert said(project, question, choices=choices("The broker", LONG)) == []


def test_length_counts_as_readers_see_it(project, question):
    texts = choices("[The broker](http://example.org/a/long/address)", "The worker")

    assert said(project, question, choices=texts) == []


@pytest.mark.parametrize(
    ("stem", "word"),
    [
        ("Which of them is NOT lost?", "NOT"),
        ("Which of them is not lost?", "not"),
        ("What can't the worker see?", "can't"),
        ("All of these survive, except?", "except"),
        ("Which EXCEPT one survives?", "EXCEPT"),
    ],
)
def test_an_unmarked_negation_is_warned_of(project, question, stem, word):
    (warning,) = said(project, question, q=stem)

    assert f'warning 4:10: the question turns on "{word}"' in warning


@pytest.mark.parametrize(
    "stem",
    [
        "Which of them is **not** lost?",
        "Which of them is **NOT** lost?",
        "What does `NOT` mean in `EXCEPT`?",
        "What happens if the worker is not there?",
        "Why does the task not run?",
        "What does `print(not x)` say?",
    ],
)
def test_a_marked_or_harmless_negation_is_none(project, question, stem):
    assert said(project, question, q=stem) == []


@pytest.mark.parametrize(
    "text",
    ["All of the above", "None of the above.", "Both of these", "Neither", "Both A and B", "All"],
)
def test_a_choice_about_other_choices_is_an_error(project, question, text):
    problems = said(project, question, choices=choices("The broker", text))

    assert any(f'error 10:7: "{text}" speaks of other choices' in each for each in problems)


def test_a_choice_about_other_things_is_none(project, question):
    assert (
        said(
            project, question, choices=choices("All of them are retried", "None of them is retried")
        )
        == []
    )


def test_absolutes_only_in_wrong_choices_are_warned_of(project, question):
    (warning,) = said(project, question, choices=choices("The broker", "Always me"))

    assert 'warning 10:7: only wrong choices say "Always"' in warning
    assert said(project, question, choices=choices("Never me", "Always me")) == []


def test_an_explanation_that_repeats_the_question_is_warned_of(project, question):
    stem = "Why does the worker acknowledge a message early?"
    explain = "The worker acknowledges a message early: it does acknowledge."

    (warning,) = said(project, question, q=stem, explain=explain)

    assert "warning 16:16: the explanation repeats the question" in warning


def test_no_explanation_is_warned_of(project, question):
    (warning,) = said(project, question, explain=...)

    assert "warning 2:3: no explanation; add why the answer is right" in warning


def test_pictures_and_direction_marks_are_warned_of(project, question):
    (picture,) = said(project, question, hint="![x](y.png)")
    (mark,) = said(project, question, hint=["a", "b\u202ec"])

    assert "warning 17:13: questions show no pictures" in picture
    assert "warning 19:7: this text turns the reading direction with U+202E" in mark


def typed(answer: str) -> dict:
    return {"id": "one", "kind": "text", "q": "So?", "answer": answer, "explain": "x"}


def test_typed_answers_that_carry_markup_are_warned_of(project):
    project.quiz(typed("call `delay` then"))

    assert "readers would have to type the markup" in project.problems()[0]


def test_a_typed_answer_that_looks_like_code_is_to_be_marked_as_code(project):
    for answer in ("propagate=False", "app.conf", "delay()", "--pool"):
        project.quiz(typed(answer))
        assert "looks like code, in which case should count" in project.problems()[0]

    for answer in ("`propagate=False`", "three minutes", "180 s.", "0.5"):
        project.quiz(typed(answer))
        assert project.problems() == []
