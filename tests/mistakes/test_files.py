"""Files that are none, and settings that are none: a place and a reason, and never a traceback."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handoff.__main__ import main
from handoff.diagnostics import check
from tests.mistakes.cases import CHAPTER, PROOF, QUIZ, RUN
from tests.mistakes.project import lay_out

PLACED = re.compile(r"[^:\n]+:[1-9]\d*:[1-9]\d*: [^\n]+")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def closed(path: Path) -> None:
    path.chmod(0)


def in_a_closed_folder(path: Path) -> None:
    path.parent.chmod(0)


NOT_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything"
)
WAYS = [folder, dangling, circle, pytest.param(closed, marks=NOT_ROOT)]
WAYS += [pytest.param(in_a_closed_folder, marks=NOT_ROOT)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("file", [CHAPTER, QUIZ, RUN, PROOF])
def test_what_is_no_file_is_told_with_its_place(project: Path, file: str, way: Callable):
    way(project / file)
    try:
        told = list(map(str, check.problems()))
    finally:
        (project / file).parent.chmod(0o755)

    assert told and [line for line in told if not PLACED.fullmatch(line)] == []


def test_a_folder_that_is_called_like_a_file_holds_nothing(project: Path):
    for file in ("docs/guide/02-milk.d.md", "quizzes/guide/02-milk.json", PROOF + ".py"):
        (project / file).mkdir(parents=True)

    told = [str(problem) for problem in check.problems()]

    assert told == ["docs/guide/02-milk.d.md:1:1: cannot be read: Is a directory"]


def test_a_path_that_no_file_has_is_told(project: Path, capsys):
    assert main(["check", "x" * 5_000]) == 1
    assert "there is no such file" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        (b"site_name: [", "mkdocs.yml:1:13: this is not YAML"),
        (b"site_name: tea\nx: \xe9", "mkdocs.yml:2:4: byte 0xE9 is not UTF-8"),
        (b"- tea\n", "mkdocs.yml:1:1: settings are"),
        (b"extra: [tea]\n", "mkdocs.yml:1:1: settings are"),
        (b"site_name: t\x00a", "mkdocs.yml:1:1: this is not YAML"),
    ],
)
@pytest.mark.long
def test_settings_that_are_none_are_told_by_every_command(project: Path, settings, place):
    (project / "mkdocs.yml").write_bytes(settings)

    for command in (["check"], ["chapter", "guide", "Milk"]):
        done = subprocess.run(
            [sys.executable, "-m", "handoff", *command], capture_output=True, text=True
        )

        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith(place)


def test_a_subject_that_nobody_finds_is_told(project: Path):
    path = project / "mkdocs.yml"
    path.write_text(f"{path.read_text()}extra:\n  subject: handoff_tea\n")

    assert [str(problem) for problem in check.problems()] == [
        'mkdocs.yml:11:1: there is no package "handoff_tea"; name one beside mkdocs.yml, or none'
    ]


def test_a_line_of_marks_without_an_end_is_read_in_no_time(project: Path):
    """A quarter of it took 19 s, where each mark looked for its end in all that follows."""
    path = project / CHAPTER
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{'{claim:' * 20_000}{'{#a' * 20_000}\n")

    assert check.problems() == []


def test_a_chapter_number_has_two_digits_and_a_title_fits_into_a_name(project: Path, capsys):
    (project / "docs" / "guide" / "99-last.md").write_text("# Last\n", encoding="utf-8")

    assert main(["chapter", "guide", "More"]) == 1
    assert "guide has a chapter 99 already" in capsys.readouterr().err
    assert main(["chapter", "guide", "m" * 300]) == 1
    assert "shorten it" in capsys.readouterr().err
