"""`make chapter` lays three files that work at once."""

import shutil

import pytest

from handoff import root
from handoff.__main__ import main
from handoff.guides.guide import chapters

pytestmark = pytest.mark.long


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """The project's texts in a folder of their own."""
    for name in ("docs", "quizzes", "examples", "tests/claims"):
        shutil.copytree(root() / name, tmp_path / name)
    shutil.copy(root() / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_chapter_is_three_files_that_pass_the_check(copy, capsys):
    stem = f"celery/{chapters('celery')[-1].number + 1:02d}-tasks-in-the-cloud"

    assert main(["chapter", "celery", "Tasks in the cloud"]) == 0

    made = capsys.readouterr().out.split()
    assert {f"docs/{stem}.md", f"quizzes/{stem}.json", f"examples/{stem}/tasks.py"} <= set(made)
    assert main(["check", f"quizzes/{stem}.json"]) == 0, capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["cellery", "Tasks"], 'no guide "cellery"; did you mean "celery"? (--new-guide'),
        (["", "Tasks"], 'no guide ""; there are celery, '),
        (["celery", "???"], "no title with letters in it"),
        (["celery", "Retries and errors"], "docs/celery/05-retries-and-errors.md has this title"),
        (["celery", "More", "--new-guide"], '"celery" is no name for a new guide'),
        (["Más Celery", "More", "--new-guide"], "in-kebab-case"),
    ],
)
def test_what_cannot_be_laid_out_is_told_and_writes_nothing(copy, capsys, words, told):
    before = sorted(copy.rglob("*"))

    assert main(["chapter", *words]) == 1

    assert told in capsys.readouterr().err
    assert sorted(copy.rglob("*")) == before


def test_a_new_guide_has_an_overview_and_passes_the_check(copy, capsys):
    assert main(["chapter", "queues", "Why a queue: the short answer", "--new-guide"]) == 0

    made = capsys.readouterr().out.split()
    assert "docs/queues/index.md" in made
    assert "docs/queues/01-why-a-queue-the-short-answer.md" in made
    assert main(["check", "docs/queues", "examples/queues"]) == 0, capsys.readouterr()
    assert "No problems." in capsys.readouterr().out
