"""The deck that Anki opens says what its import file says; read from the package's own database."""

import sqlite3
import time
import zipfile
from pathlib import Path

import pytest

from handoff.__main__ import main
from handoff.quiz.export import anki, anki_deck
from handoff.quiz.load import load
from tests.quiz.test_bring import quizzes
from tests.quiz.test_export import every_kind  # noqa: F401

FIELDS = "\x1f"  # between a note's fields


@pytest.fixture
def opened(tmp_path):
    """Reads a package as Anki does."""

    def read(content: bytes) -> sqlite3.Connection:
        package = tmp_path / "handoff.apkg"
        package.write_bytes(content)
        with zipfile.ZipFile(package) as archive:
            archive.extract("collection.anki2", tmp_path)
        found = sqlite3.connect(tmp_path / "collection.anki2")
        connections.append(found)
        return found

    connections: list[sqlite3.Connection] = []
    yield read
    for each in connections:
        each.close()


def notes(collection: sqlite3.Connection) -> list[tuple]:
    rows = collection.execute("select guid, flds, tags from notes order by id").fetchall()
    return [(guid, *fields.split(FIELDS), {*tags.split()}) for guid, fields, tags in rows]


@pytest.mark.parametrize("quiz", quizzes(), ids=lambda quiz: quiz.stem)
def test_the_notes_are_those_of_the_import_file(quiz, opened):
    found = notes(opened(anki_deck.content([quiz])))

    expected = [anki.row(question, quiz) for question in load(quiz)]
    assert found == [(guid, front, back, {*tags.split()}) for guid, front, back, tags in expected]


def test_each_quiz_is_a_deck_with_a_card_a_question(opened):
    paths = quizzes()[:2]
    collection = opened(anki_deck.content(paths))

    (decks,) = collection.execute("select decks from col").fetchone()
    cards = collection.execute("select did, count(*) from cards group by did").fetchall()
    known = {anki_deck.number_of(path): len(load(path)) for path in paths}
    assert dict(cards) == known
    for path in paths:
        assert f"Handoff::celery::{path.stem}" in decks


def test_a_later_export_is_newer_so_that_anki_takes_its_words(opened):
    """Anki 26.9.3 keeps its own note where the imported one is not the newer of the two."""
    before = int(time.time())

    collection = opened(anki_deck.content(quizzes()[:1]))

    (oldest,) = collection.execute("select min(mod) from notes").fetchone()
    assert oldest >= before


def test_no_two_quizzes_share_a_deck():
    numbers = [anki_deck.number_of(path) for path in quizzes()]

    assert len({*numbers}) == len(numbers)
    assert all(0 < number < 2**31 for number in numbers)


def test_hostile_texts_stay_texts(every_kind, opened):  # noqa: F811
    found = notes(opened(anki_deck.content([every_kind])))

    assert [guid for guid, *_ in found] == [
        f"handoff:guide/01-broker:{question.id}" for question in load(every_kind)
    ]
    assert "&lt;b&gt;" in found[0][1] and "<b> &" not in found[0][1]


def test_the_command_writes_a_package(every_kind, project, capsys):  # noqa: F811
    assert main(["export", "anki-deck"]) == 0

    assert capsys.readouterr().out == "wrote build/handoff.apkg\n"
    assert zipfile.is_zipfile(Path(project.root / "build" / "handoff.apkg"))
