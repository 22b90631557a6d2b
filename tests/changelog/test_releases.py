"""CHANGELOG.md: releases in readers' words, a tag that agrees with them, the page and the feed."""

import re
import tomllib
from pathlib import Path

import pytest

from handoff.__main__ import main
from handoff.changelog import check, fence
from handoff.changelog.releases import read
from handoff.pages.page import Page
from tests.fixtures.site import ROOT

NEWS = """\
# What's new

## Unreleased

- A [second chapter](docs/knots/02-a-bend.md).

## 1.0.0 · 2026-02-01

- A *first* chapter.
"""
PYPROJECT = '[project]\nname = "knots"\nversion = "1.0.0"\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "mkdocs.yml", "extra: {repository: https://example.org/knots}\n")
    write(tmp_path / "CHANGELOG.md", NEWS)
    write(tmp_path / "pyproject.toml", PYPROJECT)
    write(tmp_path / "docs" / "knots" / "02-a-bend.md", "# A bend\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def said(capsys, *arguments: str) -> tuple[int, str]:
    code = main(["release", *arguments])
    return code, "".join(capsys.readouterr()).strip()


def test_ours_is_sound_and_its_page_is_there():
    assert check.problems() == []
    assert read().released[0].version == check.package_version() != ""
    assert "```changelog" in (ROOT / "docs" / "whats-new.md").read_text(encoding="utf-8")


def test_what_is_unreleased_becomes_a_release_with_its_version_and_day(project, capsys):
    code, words = said(capsys, "1.1.0")

    newest = read().releases[0]
    assert (code, newest.version) == (0, "1.1.0")
    assert "second chapter" in newest.text and re.fullmatch(r"20\d\d-\d\d-\d\d", newest.day)
    assert tomllib.loads((project / "pyproject.toml").read_text())["project"]["version"] == "1.1.0"
    assert "git tag v1.1.0" in words
    assert said(capsys, "--tag", "v1.1.0")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["1.0.0"], "1.0.0 is not newer than 1.0.0"),
        (["0.9.0"], "0.9.0 is not newer than 1.0.0"),
        (["2.0"], "2.0 is no version"),
        (["v2.0.0"], "v2.0.0 is no version"),
        (
            ["--tag", "v1.1.0"],
            "the tag is v1.1.0, and the newest release is 1.0.0",
        ),
        (["--tag", "1.0.0"], "CHANGELOG.md:7:1: the tag is 1.0.0"),
    ],
)
def test_what_cannot_be_released_is_told_and_nothing_is_written(project, capsys, arguments, words):
    code, told = said(capsys, *arguments)

    assert code == 1 and words in told
    assert (project / "CHANGELOG.md").read_text(encoding="utf-8") == NEWS
    assert (project / "pyproject.toml").read_text() == PYPROJECT


def test_a_release_of_nothing_is_refused(project, capsys):
    write(
        project / "CHANGELOG.md", NEWS.replace("- A [second chapter](docs/knots/02-a-bend.md).", "")
    )

    assert said(capsys, "1.1.0") == (
        1,
        "CHANGELOG.md:3:1: nothing is new since 1.0.0; write it under ## Unreleased, a line each",
    )


def test_another_version_of_the_package_is_told(project):
    write(project / "pyproject.toml", PYPROJECT.replace("1.0.0", "1.0.1"))

    [problem] = check.problems()

    assert str(problem).startswith("CHANGELOG.md:7:4: pyproject.toml has version 1.0.1")


def test_the_notes_of_a_release_lead_into_the_repository(project, capsys):
    main(["release", "1.1.0"])
    capsys.readouterr()

    _, notes = said(capsys, "--tag", "v1.1.0")

    link = "https://example.org/knots/blob/v1.1.0/docs/knots/02-a-bend.md"
    assert notes == f"- A [second chapter]({link})."


def test_readers_see_releases_newest_first_with_links_within_the_site(project):
    html = fence.html(read(), Page(project / "docs" / "news.md", ""))

    assert re.findall(r'<h2 id="([^"]+)">', html) == ["next", "v1.0.0"]
    assert '<a href="../knots/02-a-bend/">second chapter</a>' in html
    assert '<time datetime="2026-02-01">1 February 2026</time>' in html
    assert "A <em>first</em> chapter." in html


def test_a_project_without_a_changelog_needs_none_but_where_it_is_shown(project):
    (project / "CHANGELOG.md").unlink()
    page = Page(project / "docs" / "news.md", "```changelog\n```\n")

    assert check.problems() == []
    [problem] = fence.read(page.fences[0], page).problems
    assert problem.message == "there is no CHANGELOG.md; write one beside mkdocs.yml"
