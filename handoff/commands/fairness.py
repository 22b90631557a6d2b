"""What readers score who guess by the look of the choices, over all questions, beside chance.

    python -m handoff fairness                     the whole set
    python -m handoff fairness quizzes/guide       a part of it
    python -m handoff fairness --habit "the most joints"    and where that habit pays

Exit 1 when a habit beats chance by more than 5 points. Below 40 questions, where 5 points are
less than two questions, the lead must also be more than luck (exact test, less than 1 in 20).
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from handoff.diagnostics.problem import Fault
from handoff.quiz.bias import GUESSERS
from handoff.quiz.fairness import FEW, MARGIN, Score, scores
from handoff.quiz.files import quiz_files
from handoff.quiz.load import Quiz, read

HEADER = (
    f"{'picks':<28} {'scores':>7} {'95 % interval':>18} {'lead':>7} {'has a preference in':>20}"
)


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--habit", choices=GUESSERS, help="name the questions in which it pays")


def run(options: Namespace) -> int:
    """Print the table; 1 when a habit fails the set, or a file cannot be read."""
    quizzes = [read(path) for path in quiz_files(options.paths)]
    for problem in (problem for quiz in quizzes for problem in quiz.problems):
        print(problem)
    if any(quiz.problems for quiz in quizzes):
        return 1
    played = scores(question for quiz in quizzes for question in quiz.questions)
    print(table(played) if played else "No question with choices; nothing to guess.")
    for score in played:
        if score.fails or score.name == options.habit:
            print(f"\nPicking {score.name} pays in {len(score.paid)} questions:")
            print("\n".join(places(score, quizzes)))
    return int(any(score.fails for score in played))


def table(played: list[Score]) -> str:
    count, chance = played[0].questions, played[0].chance
    lines = [
        f"{count} questions with choices; blind chance scores {chance:.1%}, "
        f"and a habit may score {chance + MARGIN:.1%}.",
        "",
        HEADER,
        *(row(score) for score in played),
        "",
    ]
    failing = [score.name for score in played if score.fails]
    if failing:
        lines.append(f"Unfair: picking {', '.join(failing)} beats chance by more than 5 points.")
        lines.append("Reword right or wrong choices of the questions below; then run it again.")
    else:
        lines.append("Fair: no habit beats chance by more than 5 points" + allowance(played))
    return "\n".join(lines)


def allowance(played: list[Score]) -> str:
    lucky = [score.name for score in played if score.lead > MARGIN]
    if not lucky:
        return "."
    return f", but for luck in fewer than {FEW} questions ({', '.join(lucky)})."


def row(score: Score) -> str:
    mark = "  ✗" if score.fails else ""
    low, high = score.interval
    return (
        f"{score.name:<28} {score.points:>7.1%} {f'{low:.1%} to {high:.1%}':>18} "
        f"{100 * score.lead:>+7.1f} {f'{score.opinions} of {score.questions}':>20}{mark}"
    )


def places(score: Score, quizzes: list[Quiz]) -> list[str]:
    """`file:line:column: id` of the questions that make the habit pay."""
    return [
        str(quiz.source.problem(Fault((question.index,), question.id))).partition("\n")[0]
        for quiz in quizzes
        for question in quiz.questions
        if question in score.paid
    ]
