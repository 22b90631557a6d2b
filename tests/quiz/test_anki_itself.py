"""What we write for Anki, read by Anki: its own collection, without its windows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handoff.quiz.export import anki, anki_deck
from handoff.quiz.files import name_of
from handoff.quiz.load import load
from tests.quiz.test_bring import quizzes
from tests.quiz.test_export import every_kind  # noqa: F401

pytestmark = pytest.mark.long
collections = pytest.importorskip("anki.collection", reason="Anki has no wheel for this system")
OUTCOMES = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator:
    opened = collections.Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def open_deck(collection, content: bytes, path: Path) -> dict[str, int]:
    """What File > Import does with a package: how many notes met which fate."""
    path.write_bytes(content)
    asked = collections.ImportAnkiPackageRequest(
        package_path=str(path), options=collections.ImportAnkiPackageOptions()
    )
    return fates(collection.import_anki_package(asked).log)


def open_text(collection, content: str, path: Path) -> dict[str, int]:
    """What File > Import does with a text file whose first lines say how it is to be read."""
    path.write_text(content, encoding="utf-8")
    metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
    asked = collections.ImportCsvRequest(path=str(path), metadata=metadata)
    return fates(collection.import_csv(asked).log)


def fates(log) -> dict[str, int]:
    return {name: len(getattr(log, name)) for name in OUTCOMES if len(getattr(log, name))}


def guids(collection) -> set[str]:
    return {collection.get_note(each).guid for each in collection.find_notes("")}


def expected(paths: list[Path]) -> set[str]:
    return {f"handoff:{name_of(path)}:{each.id}" for path in paths for each in load(path)}


def test_anki_opens_the_deck_of_every_chapter(collection, tmp_path):
    paths = quizzes()

    assert open_deck(collection, anki_deck.content(paths), tmp_path / "handoff.apkg") == {
        "new": len(expected(paths))
    }

    assert guids(collection) == expected(paths)
    assert collection.card_count() == collection.note_count()
    decks = {each.name for each in collection.decks.all_names_and_ids()}
    assert {f"Handoff::{name_of(path).replace('/', '::')}" for path in paths} <= decks


def test_anki_takes_a_later_export_for_the_same_notes(collection, every_kind, tmp_path):  # noqa: F811
    package = tmp_path / "handoff.apkg"
    open_deck(collection, anki_deck.content([every_kind]), package)
    [first, *_] = collection.find_notes("")
    edited = every_kind.read_text(encoding="utf-8").replace("Because {x}.", "As said.")
    every_kind.write_text(edited, encoding="utf-8")
    collection.db.execute("update notes set mod = mod - 10")  # they were brought in a while ago

    fate = open_deck(collection, anki_deck.content([every_kind]), package)

    assert fate == {"updated": len(load(every_kind))}
    assert first in collection.find_notes("")
    assert len(collection.find_notes('"As said."')) == 1


def test_anki_reads_the_text_by_its_first_lines(collection, every_kind, tmp_path):  # noqa: F811
    text = anki.content([every_kind])

    assert open_text(collection, text, tmp_path / "a.txt") == {"new": len(load(every_kind))}
    assert guids(collection) == expected([every_kind])
    assert open_text(collection, text, tmp_path / "a.txt").keys() <= {"updated", "duplicate"}


def test_anki_shows_hostile_texts_as_texts(collection, every_kind, tmp_path):  # noqa: F811
    open_deck(collection, anki_deck.content([every_kind]), tmp_path / "handoff.apkg")

    cards = [collection.get_card(each) for each in collection.find_cards("")]
    shown = "".join(card.question() + card.answer() for card in cards)

    assert len(cards) == len(load(every_kind))
    assert "&lt;b&gt;" in shown and "<script" not in shown
