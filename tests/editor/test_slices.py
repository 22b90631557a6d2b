"""What the editor fetches of a quiz is enough to check it as the project does."""

import json
from pathlib import Path

import pytest

from handoff.editor import desk, slices
from handoff.quiz import lint
from handoff.quiz.files import path_of
from tests.fixtures.site import ROOT


@pytest.fixture
def laid_out(tmp_path, monkeypatch):
    """Lays a quiz's files out as the tab does, here in a folder."""
    shown = slices.shown_by()
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(desk, "PROJECT", tmp_path / "project")

    def lay_out(name: str) -> dict:
        monkeypatch.chdir(ROOT)
        return json.loads(desk.lay_out(slices.content(name, shown[name])))

    return lay_out


@pytest.mark.parametrize("name", sorted(slices.shown_by()))
def test_it_finds_what_the_project_finds(name, laid_out):
    of_project = [each.message for each in lint.problems([path_of(name)])]

    laid_out(name)

    found = desk.problems(desk.PROJECT / "quizzes" / f"{name}.json")
    assert [each.message for each in found] == of_project


def test_a_chapter_says_what_its_questions_may_name(laid_out):
    offers = laid_out("celery/02-the-broker-and-the-worker")

    assert "start-a-worker" in offers["objectives"]
    assert "your-first-worker" in offers["sections"]
    assert "celery/02-the-broker-and-the-worker/sign_up.py" in offers["samples"]


def test_no_test_and_no_replay_is_packed():
    names = {name for path in written() for name in json.loads(path.read_text())}

    assert [name for name in names if "replays/" in name or "__pycache__" in name] == []


def test_a_file_that_no_quiz_has_any_more_is_removed():
    stale = ROOT / "docs" / slices.FOLDER / "knots" / "gone.json"
    stale.parent.mkdir(parents=True, exist_ok=True)
    stale.write_text("{}")

    count = slices.write()

    assert not stale.exists() and len(written()) == count


def written() -> list[Path]:
    slices.write()
    return list((ROOT / "docs" / slices.FOLDER).rglob("*.json"))


def test_a_project_laid_out_in_another_language_has_the_same_samples(tmp_path, monkeypatch):
    for name in ("mkdocs.yml", "quizzes", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    here = slices.content("authors/line", [])

    monkeypatch.chdir(tmp_path)

    assert '"examples/authors/' in here and slices.content("authors/line", []) == here
