"""Check quiz files and the chapters that show them; say what is wrong, where, and what would do.

    python -m handoff check                                   everything
    python -m handoff check quizzes/celery/02-the-broker.json  this file and its chapter

Exit 1 when there are errors, 0 when there are warnings only.
"""

import itertools
from argparse import ArgumentParser, Namespace
from pathlib import Path

from handoff import claims
from handoff.diagnostics import report
from handoff.quiz import lint
from handoff.samples import quotes


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders")
    parser.add_argument(
        "--format",
        choices=report.FORMATS,
        default="text",
        help="github: annotations on the lines of a pull request",
    )


def run(options: Namespace) -> int:
    found = (each.problems(options.paths) for each in (lint, claims, quotes))
    problems = sorted(itertools.chain.from_iterable(found))
    for problem in problems:
        print(report.FORMATS[options.format](problem))
    if options.format == "text":
        print(report.summary(problems))
    return int(any(problem.severity == "error" for problem in problems))
