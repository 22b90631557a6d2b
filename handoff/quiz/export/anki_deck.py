"""A deck for Anki as it opens one: the notes of anki.py, in a deck for each quiz.

A note has the same GUID either way, and note type and decks keep their numbers: importing again
updates what is there, for it is dated by its making, and keeps its history.
"""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from handoff.quiz.export.anki import row
from handoff.quiz.files import name_of
from handoff.quiz.load import load

NAME = "handoff.apkg"
NOTE_TYPE = 1_764_300_000  # Anki knows a note type by it
CSS = ".card { font: 18px/1.5 sans-serif; text-align: start; } pre { white-space: pre-wrap; }"


def content(quizzes: list[Path]) -> bytes:
    """The whole package."""
    import genanki  # nobody else needs it

    sides = {"qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}
    fields = [{"name": "Front"}, {"name": "Back"}]
    card = {"name": "Question", **sides}
    kind = genanki.Model(NOTE_TYPE, "Handoff", fields=fields, templates=[card], css=CSS)
    decks = []
    for quiz in quizzes:
        deck = genanki.Deck(number_of(quiz), f"Handoff::{name_of(quiz).replace('/', '::')}")
        for question in load(quiz):
            guid, front, back, tags = row(question, quiz)
            note = genanki.Note(kind, [front, back], guid=guid, tags=tags.split())
            deck.add_note(note)
        decks.append(deck)
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        genanki.Package(decks).write_to_file(path)
        return path.read_bytes()


def number_of(quiz: Path) -> int:
    """A deck's number hangs on the quiz's name; Anki takes 31 bits."""
    digest = hashlib.sha256(name_of(quiz).encode()).digest()
    return 1 << 30 | int.from_bytes(digest[:4], "big") >> 2
