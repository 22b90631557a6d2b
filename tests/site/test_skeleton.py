"""`make chapter` lays three files that work at once."""

import shutil

import pytest

from handoff import root
from handoff.__main__ import main
from handoff.guides.guide import chapters


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


def test_an_unknown_guide_is_refused_with_those_there_are(copy, capsys):
    assert main(["chapter", "cellery", "Tasks"]) == 1

    assert "no guide 'cellery'" in capsys.readouterr().err


def test_a_title_without_letters_is_refused(copy, capsys):
    assert main(["chapter", "celery", "???"]) == 1
