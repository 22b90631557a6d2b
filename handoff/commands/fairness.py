"""What readers score who guess by the look of the choices, over all questions, beside chance.

    python -m handoff fairness                 the whole set
    python -m handoff fairness quizzes/celery  a part of it

Exit 1 when a guesser beats chance by more than 5 points. Below 40 questions, where 5 points are
less than two questions, the lead must also be more than luck (exact test, less than 1 in 20).
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from handoff.quiz.fairness import FEW, MARGIN, Score, scores
from handoff.quiz.files import quiz_files
from handoff.quiz.load import read


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")


def run(options: Namespace) -> int:
    """Print the table; 1 when a guesser fails the set, or a file cannot be read."""
    quizzes = [read(path) for path in quiz_files(options.paths)]
    for problem in (problem for quiz in quizzes for problem in quiz.problems):
        print(problem)
    if any(quiz.problems for quiz in quizzes):
        return 1
    played = scores(question for quiz in quizzes for question in quiz.questions)
    print(table(played) if played else "No question with choices; nothing to guess.")
    return int(any(score.fails for score in played))


def table(played: list[Score]) -> str:
    asked, chance = played[0].asked, played[0].chance
    lines = [
        f"{asked} questions with choices; blind chance scores {chance:.1%}, "
        f"and a guesser may score {chance + MARGIN:.1%}.",
        "",
        f"{'picks':<28} {'scores':>7} {'lead':>7} {'has a preference in':>20}",
        *(row(score) for score in played),
        "",
    ]
    failing = [score.name for score in played if score.fails]
    if failing:
        lines.append(f"Unfair: picking {', '.join(failing)} beats chance by more than 5 points.")
        lines.append("Lengthen wrong choices, shorten right ones, or move keys; then run it again.")
    else:
        lines.append("Fair: no guesser beats chance by more than 5 points" + allowance(played))
    return "\n".join(lines)


def allowance(played: list[Score]) -> str:
    lucky = [score.name for score in played if score.lead > MARGIN]
    if not lucky:
        return "."
    return f", but for luck in fewer than {FEW} questions ({', '.join(lucky)})."


def row(score: Score) -> str:
    mark = "  ✗" if score.fails else ""
    return (
        f"{score.name:<28} {score.points:>7.1%} {100 * score.lead:>+7.1f} "
        f"{f'{score.opinions} of {score.asked}':>20}{mark}"
    )
