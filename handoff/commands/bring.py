"""Turn another program's questions into a quiz file.

    python -m handoff bring mkdocs-quiz docs/page.md --to quizzes/guide/01-a-chapter.json
    python -m handoff bring mdbook-quiz quiz.toml        prints the questions
    python -m handoff bring quizdown quiz.md
    python -m handoff bring gift questions.gift
    python -m handoff bring qti package.zip              QTI 2.1; or one item, an XML file

What cannot be carried over is named with file and line. Then `python -m handoff check` says what
the questions still need, such as reasons.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from types import ModuleType

from handoff.diagnostics.problem import Problem, shown_path
from handoff.diagnostics.report import visible
from handoff.files import UnreadableError, exists, text_of
from handoff.quiz.bring import (
    anki_text,
    gift,
    mdbook_quiz,
    mkdocs_quiz,
    moodle_xml,
    qti,
    quizdown,
)
from handoff.quiz.bring.brought import Brought

FORMATS = {
    "anki-text": anki_text,
    "gift": gift,
    "mdbook-quiz": mdbook_quiz,
    "mkdocs-quiz": mkdocs_quiz,
    "moodle-xml": moodle_xml,
    "qti": qti,
    "quizdown": quizdown,
}


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("format", choices=FORMATS)
    parser.add_argument("path", type=Path, metavar="FILE")
    parser.add_argument("--to", type=Path, metavar="QUIZ", help="a quiz file that is not there yet")


def content_of(path: Path, format_: ModuleType) -> str | bytes:
    """What the format reads; UnreadableError."""
    if not getattr(format_, "BINARY", False):
        return text_of(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(path, f"cannot be read: {error.strerror}") from None


def run(options: Namespace) -> int:
    """0 when at least one question came over."""
    if options.to and exists(options.to):
        print(f"{shown_path(options.to)} is there already; name another one", file=sys.stderr)
        return 1
    try:
        brought = FORMATS[options.format].read(content_of(options.path, FORMATS[options.format]))
        tell_lost(brought, options.path)
        hand_on(brought, options.to)
    except UnreadableError as error:
        problem = Problem(shown_path(error.path), error.line, error.column, str(error))
        print(problem, file=sys.stderr)
        return 1
    return 0 if brought.questions else 1


def tell_lost(brought: Brought, path: Path) -> None:
    where = shown_path(path)
    for line, what, file in sorted(brought.lost, key=lambda lost: (lost.file, lost)):
        inside = "/".join(filter(None, [where, visible(file)]))
        print(Problem(inside, line, 1, f"left out: {visible(what)}"), file=sys.stderr)
    if not brought.questions and not brought.lost:
        raise UnreadableError(path, "no question of that format stands in it; name another format")


def hand_on(brought: Brought, to: Path | None) -> None:
    """Print the questions, or write them where they should be."""
    quiz = json.dumps(brought.questions, indent=2, ensure_ascii=False) + "\n"
    if not to:
        print(quiz, end="")
    elif brought.questions:
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(quiz, encoding="utf-8", newline="\n")
        except OSError as error:
            raise UnreadableError(to, f"cannot be written: {error.strerror}") from None
        print(f"wrote {len(brought.questions)} questions to {shown_path(to)}")
