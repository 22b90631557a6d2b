"""Write quizzes/quiz.schema.json, by which editors complete and check quiz files."""

from argparse import ArgumentParser, Namespace

from handoff.diagnostics.problem import shown_path
from handoff.quiz import schema
from handoff.quiz.files import quizzes_folder


def arguments(parser: ArgumentParser) -> None:
    """None: there is one schema, and one place for it."""


def run(options: Namespace) -> int:
    path = quizzes_folder() / schema.NAME
    path.write_text(schema.schema(), encoding="utf-8")
    print(f"wrote {shown_path(path)}")
    return 0
