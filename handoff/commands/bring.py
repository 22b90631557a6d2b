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
from handoff.quiz.bring import (
    anki_text,
    gift,
    mdbook_quiz,
    mkdocs_quiz,
    moodle_xml,
    qti,
    quizdown,
)

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
    binary = getattr(format_, "BINARY", False)
    return path.read_bytes() if binary else path.read_text(encoding="utf-8-sig")


def run(options: Namespace) -> int:
    """0 when at least one question came over."""
    if options.to and options.to.exists():
        print(f"{shown_path(options.to)} is there already; name another one", file=sys.stderr)
        return 1
    try:
        content = content_of(options.path, FORMATS[options.format])
    except (OSError, UnicodeDecodeError) as error:
        print(f"{shown_path(options.path)} cannot be read: {error}", file=sys.stderr)
        return 1
    brought = FORMATS[options.format].read(content)
    for line, what, file in sorted(brought.lost, key=lambda lost: (lost.file, lost)):
        path = "/".join(filter(None, [shown_path(options.path), file]))
        print(Problem(path, line, 1, f"left out: {what}"), file=sys.stderr)
    quiz = json.dumps(brought.questions, indent=2, ensure_ascii=False) + "\n"
    if not options.to:
        print(quiz, end="")
    elif brought.questions:
        options.to.parent.mkdir(parents=True, exist_ok=True)
        options.to.write_text(quiz, encoding="utf-8", newline="\n")
        print(f"wrote {len(brought.questions)} questions to {shown_path(options.to)}")
    return 0 if brought.questions else 1
