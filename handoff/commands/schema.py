"""Write the schemas by which editors complete and check quiz files and run.toml.

quizzes/quiz.schema.json and examples/run.schema.json
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from handoff import root
from handoff.diagnostics.problem import shown_path
from handoff.quiz import schema as quizzes
from handoff.quiz.files import quizzes_folder
from handoff.samples import schema as samples


def arguments(parser: ArgumentParser) -> None:
    """None: there is one schema for each, and one place for it."""


def run(options: Namespace) -> int:
    examples = root() / "examples"
    write(quizzes_folder() / quizzes.NAME, quizzes.schema())
    if examples.is_dir():
        write(examples / samples.NAME, samples.schema(examples))
    return 0


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    print(f"wrote {shown_path(path)}")
