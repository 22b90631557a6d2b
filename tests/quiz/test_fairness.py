"""What guessing readers score, and when a set of questions counts as unfair."""

from fractions import Fraction
from math import isclose

import pytest

from handoff.__main__ import main
from handoff.guides.guide import chapters
from handoff.quiz.bias import GUESSERS
from handoff.quiz.fairness import MARGIN, credit, luck, scores, wilson
from handoff.quiz.files import quizzes_folder
from handoff.quiz.load import read
from handoff.quiz.model import Choice, Question


def asked(*texts: str, answer: int | list[int] = 0, q: str = "Who?") -> Question:
    numbers = answer if isinstance(answer, list) else [answer]
    choices = [Choice(text) for text in texts]
    return Question(id="x", kind="choice", q=q, choices=choices, answer=numbers)


def score_of(name: str, *questions: Question):
    return next(score for score in scores(questions) if score.name == name)


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("the longest", asked("the broker keeps it", "it", "no", answer=0)),
        ("the shortest", asked("the broker", "it", "the worker", answer=1)),
        ("the first", asked("a", "b", "c", answer=0)),
        ("the last", asked("a", "b", "c", answer=2)),
        ("most words of the question", asked("keeps it", "no", answer=0, q="Who keeps tasks?")),
        ("most words of other choices", asked("red ball", "red cube", "blue cube", answer=1)),
        ("the most hedged", asked("it runs", "it may usually run", answer=1)),
        ("the least absolute", asked("it always runs", "it runs", answer=1)),
        ("the most joints", asked("it runs", "it runs, and waits until then", answer=1)),
        ("the most code", asked("it runs `x`", "it runs `delay()`", answer=1)),
        ("the most numbers", asked("it runs twice in 10 s", "it runs in 10 s", answer=0)),
        ("the longest words", asked("it is so", "acknowledgement", answer=1)),
    ],
)
def test_each_guesser_picks_what_its_name_says(name, question):
    assert score_of(name, question).points == 1


def test_all_guessers_are_played_and_the_best_stands_first():
    played = scores([asked("the broker keeps it", "it", "no")])

    assert {score.name for score in played} == GUESSERS.keys()
    assert [score.points for score in played] == sorted((s.points for s in played), reverse=True)


def test_without_a_preference_a_guesser_scores_what_chance_scores():
    question = asked("it runs", "it waits", "it stops")

    hedged = score_of("the most hedged", question)

    assert isclose(hedged.points, 1 / 3)
    assert (hedged.opinions, hedged.lead) == (0, 0)


def test_with_several_right_a_guesser_scores_the_share_of_its_picks():
    question = asked("a", "b", "c", "d", answer=[0, 2])

    assert credit(question, [4, 3, 2, 1]) == Fraction(1, 2)
    assert credit(question, [4, 1, 3, 2]) == 1
    assert credit(question, [0, 0, 0, 0]) == Fraction(1, 2)
    assert credit(question, [2, 1, 1, 0]) == Fraction(3, 4)


def test_chance_is_the_share_of_right_choices():
    questions = [asked("a", "b"), asked("a", "b", "c", "d", answer=[0, 1]), asked("a", "b", "c")]

    assert isclose(score_of("the first", *questions).chance, (1 / 2 + 1 / 2 + 1 / 3) / 3)


def test_questions_without_choices_do_not_count():
    assert scores([Question(id="x", kind="open", q="So?", model_answer="x")]) == []


def firsts(right: int, of: int):
    """`of` questions with two choices, of which the first is right in `right`."""
    keys = [0] * right + [1] * (of - right)
    return score_of("the first", *(asked("ab", "cd", answer=key) for key in keys))


def test_over_forty_questions_five_points_are_the_limit():
    assert not firsts(22, 40).fails  # 55.0 %
    assert firsts(23, 40).fails  # 57.5 %
    assert not firsts(55, 100).fails
    assert firsts(56, 100).fails


def test_in_few_questions_luck_is_no_offence():
    assert not firsts(7, 10).fails  # as many or more: 17 sets in 100
    assert firsts(9, 10).fails  # 1 set in 100


def test_luck_is_the_tail_of_the_binomial():
    questions = [asked("a", "b")] * 10

    assert isclose(luck(questions, Fraction(9)), 11 / 1024)
    assert isclose(luck(questions, Fraction(0)), 1)
    assert isclose(luck([asked("a", "b", "c", "d", answer=[0, 1])], Fraction(1)), 1 / 6)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (5, 10, 0.2366, 0.7634),
        (0, 20, 0.0, 0.1611),
        (20, 20, 0.8389, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_the_interval_is_wilsons(hits, of, low, high):
    """The last one is the example of Newcombe (1998), table I."""
    assert wilson(hits, of) == pytest.approx((low, high), abs=1e-4)


def test_a_habit_pays_where_it_finds_more_of_the_key_than_chance():
    found = asked("ab", "cd", answer=0)
    missed = asked("ab", "cd", answer=1)

    assert score_of("the first", found, missed).paid == (found,)
    assert score_of("the most code", found, missed).paid == ()


def test_no_habit_beats_chance_by_more_than_5_points_over_the_chapters():
    quizzes = [quizzes_folder() / f"{chapter.name}.json" for chapter in chapters()]
    played = scores(question for quiz in quizzes for question in read(quiz).questions)

    told = {
        each.name: f"{each.points:.1%} of {each.questions}, 95 % in "
        f"{each.interval[0]:.1%} to {each.interval[1]:.1%}, where chance has {each.chance:.1%}"
        for each in played
        if each.lead > MARGIN
    }
    assert len(played) == 12 and played[0].questions >= 40
    assert told == {}, "`python -m handoff fairness` names the questions"


def test_the_command_names_where_a_habit_pays(project, question, capsys):
    project.quiz(question(), question(id="two", q="And who runs it?", answer=1))

    main(["fairness", "--habit", "the last"])

    out = capsys.readouterr().out
    assert "Picking the last pays in 1 questions:" in out
    assert "two" in out.rpartition("pays in")[2]


def test_the_command_shows_the_table_and_fails_an_unfair_set(project, question, capsys):
    project.quiz(*(question(id=f"q-{n}", q=f"Who {n}?") for n in range(40)))

    assert main(["fairness"]) == 1

    out = capsys.readouterr().out
    assert "40 questions with choices; blind chance scores 50.0%" in out
    assert (
        "the first                     100.0%    91.2% to 100.0%   +50.0             40 of 40  ✗"
        in out
    )
    assert "Unfair: picking" in out
    assert "Picking the first pays in 40 questions:" in out
    assert "quizzes/guide/01-broker.json:2:3: q-0" in out


def test_the_command_passes_a_fair_set(project, question, capsys):
    texts = ["send it", "take it", "keep it"]
    rotated = [[*texts[n:], *texts[:n]] for n in range(3)]
    project.quiz(
        *(
            question(id=f"q-{n}", q=f"Who {n}?", choices=rotated[n % 3], answer=n // 3 % 3)
            for n in range(45)
        )
    )

    assert main(["fairness"]) == 0

    assert "Fair: no habit beats chance by more than 5 points.\n" in capsys.readouterr().out


def test_the_command_names_a_file_that_cannot_be_read(project, capsys):
    project.raw("[7]")

    assert main(["fairness"]) == 1
    assert "1:2: a question is the number 7" in capsys.readouterr().out
