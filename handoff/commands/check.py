"""Check pages, quizzes, samples and experiments; say what is wrong, where, and what would do.

    python -m handoff check                               everything
    python -m handoff check quizzes/guide/02-second.json  this file and its chapter

Exit 1 when there are errors, 0 when there are warnings only.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from handoff.diagnostics import check, report
from handoff.progress import told


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders")
    parser.add_argument(
        "--format",
        choices=report.FORMATS,
        default="text",
        help="github: annotations on the lines of a pull request",
    )


def run(options: Namespace) -> int:
    with told("check"):
        problems = check.problems(options.paths)
    for problem in problems:
        print(report.FORMATS[options.format](problem))
    if options.format == "text":
        print(report.summary(problems))
    return int(any(problem.severity == "error" for problem in problems))
