"""Write the questions for another program.

    python -m handoff export anki      writes build/handoff-anki.txt, for Anki's File > Import
    python -m handoff export anki-deck     the same as a deck to open, build/handoff.apkg
    python -m handoff export exam      writes build/handoff-exam.html: to print, with a key
    python -m handoff export gift      writes build/handoff.gift, for Moodle's question bank
    python -m handoff export moodle-xml    the same with hints, as build/handoff-moodle.xml
    python -m handoff export qti       writes build/handoff-qti.zip, for what reads QTI 2.1
    python -m handoff export anki quizzes/guide/01-a-chapter.json

Without a PATH: the questions of all chapters.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import handoff
from handoff.diagnostics.problem import shown_path
from handoff.guides.guide import chapters
from handoff.quiz.export import anki, anki_deck, exam, gift, moodle_xml, qti
from handoff.quiz.files import quiz_files, quizzes_folder
from handoff.quiz.load import QuizError

FORMATS = {
    "anki": anki,
    "anki-deck": anki_deck,
    "exam": exam,
    "gift": gift,
    "moodle-xml": moodle_xml,
    "qti": qti,
}


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("format", choices=FORMATS)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders")


def of_chapters() -> list[Path]:
    quizzes = [quizzes_folder() / f"{chapter.name}.json" for chapter in chapters()]
    return [quiz for quiz in quizzes if quiz.is_file()]


def run(options: Namespace) -> int:
    chosen = FORMATS[options.format]
    quizzes = quiz_files(options.paths or of_chapters())
    if not quizzes:
        print("there is no quiz file; name files or folders of quizzes/", file=sys.stderr)
        return 1
    path = handoff.root() / "build" / chosen.NAME
    try:
        content = chosen.content(quizzes)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    except QuizError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{shown_path(path)} cannot be written: {error.strerror}", file=sys.stderr)
        return 1
    print(f"wrote {shown_path(path)}")
    return 0
