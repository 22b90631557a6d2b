"""Take a chapter's questions in the terminal; every choice then says why it is right or wrong.

    python -m handoff take guide/01-a-chapter
    printf 'b\\na c\\n' | python -m handoff take guide/01-a-chapter

Answer with letters or words, a single ? shows a hint. Nothing is stored.
"""

import sys
from argparse import ArgumentParser, Namespace

from handoff.diagnostics.problem import did_you_mean
from handoff.quiz import terminal
from handoff.quiz.files import name_of, quiz_files, quizzes_folder
from handoff.quiz.load import QuizError, load


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("quiz", help="as in guide/01-a-chapter")


def run(options: Namespace) -> int:
    """0 when all questions were asked, right or wrong; 1 when the input ended before."""
    known = {name_of(path): path for path in quiz_files()}
    if options.quiz not in known:
        hint = did_you_mean(options.quiz, known)
        print(f"There is no {quizzes_folder().name}/{options.quiz}.json; {hint}", file=sys.stderr)
        return 1
    path = known[options.quiz]
    try:
        terminal.take(load(path), path)
    except QuizError as error:
        print(error, file=sys.stderr)
    except (EOFError, KeyboardInterrupt):
        print("\nStopped before the end.")
    else:
        return 0
    return 1
