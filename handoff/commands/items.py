"""What readers' shared tries say about each question: how hard, who picks what, which look wrong.

    python -m handoff items tries/*.json

Readers make such a file on the progress page: Share my tries. One file is one reader.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from handoff.quiz.files import name_of, quiz_files
from handoff.quiz.items.measures import items
from handoff.quiz.items.report import report, rows, strangers
from handoff.quiz.items.tries import TriesError, readers
from handoff.quiz.load import read


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="of shared tries")


def run(options: Namespace) -> int:
    """0, suspects or not: they are for a person to judge; 1 for files that hold no tries."""
    try:
        shared = readers(options.files)
    except TriesError as error:
        print(error, file=sys.stderr)
        return 1
    quizzes = {name_of(path): read(path) for path in quiz_files()}
    found = items(shared)
    print(report(rows(found, quizzes), len(shared), strangers(found, quizzes)))
    return 0
