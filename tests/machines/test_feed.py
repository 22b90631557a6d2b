"""The feed of new and changed chapters: dates are those of Git, and where it has none, no feed."""

import os
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from handoff import root
from handoff.guides.guide import chapters
from handoff.machines.changes import dates
from handoff.machines.feed import ATOM
from handoff.machines.site import add
from tests.fixtures.site import BUILT_FOR
from tests.machines.knots import ADDRESS, laid

NAMES = {"": ATOM}
CHAPTER = Path("docs") / "knots" / "01-a-bight.md"


def git(folder: Path, *words: str, at: str = "2026-01-02T03:04:05Z") -> None:
    own = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_CONFIG_GLOBAL": os.devnull}
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@knots.example")
    done = subprocess.run(
        ["git", *who, *words],
        cwd=folder,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def committed(folder: Path, at: str) -> None:
    git(folder, "add", "docs")
    git(folder, "commit", "-q", "-m", "Tell of knots", at=at)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Committed in January, its chapter changed in March, in another time zone."""
    folder = tmp_path / "project"
    laid(folder)
    git(tmp_path, "init", "-q", "project")
    committed(folder, "2026-01-02T03:04:05Z")
    (folder / CHAPTER).write_text((folder / CHAPTER).read_text() + "\nMore.\n")
    committed(folder, "2026-03-04T01:00:00+02:00")
    monkeypatch.chdir(folder)
    return folder


def test_a_chapter_is_told_with_its_first_and_last_commit(project: Path):
    add(project / "site")

    top = ET.parse(project / "site" / "feed.xml").getroot()
    [entry] = top.findall("entry", NAMES)
    assert entry.findtext("id", "", NAMES) == f"{ADDRESS}knots/01-a-bight/"
    assert entry.findtext("title", "", NAMES) == "A bight"
    assert entry.findtext("published", "", NAMES) == "2026-01-02T03:04:05Z"
    assert entry.findtext("updated", "", NAMES) == "2026-03-03T23:00:00Z"
    assert top.findtext("updated", "", NAMES) == "2026-03-03T23:00:00Z"
    assert top.find("link[@rel='self']", NAMES).get("href") == f"{ADDRESS}feed.xml"


def test_every_page_names_the_feed(project: Path):
    add(project / "site")

    link = f'<link rel="alternate " type="application/atom+xml" href="{ADDRESS}feed.xml">'
    for page in (project / "site").rglob("index.html"):
        assert link in page.read_text(encoding="utf-8")


def test_without_a_whole_history_there_is_no_feed_and_no_link(project, tmp_path, monkeypatch):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", "shallow")
    (tmp_path / "none").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name in ("shallow", "none"):
        site = laid(tmp_path / name)
        monkeypatch.chdir(tmp_path / name)

        add(site)

        assert not (site / "feed.xml").exists()
        assert "atom+xml" not in (site / "index.html").read_text(encoding="utf-8")


def test_without_git_no_date_is_known(project: Path, monkeypatch):
    assert (project / CHAPTER).resolve() in dates(project / "docs")

    monkeypatch.setenv("PATH", "")

    assert dates(project / "docs") == {}


def test_this_site_tells_every_committed_chapter_newest_first(builds):
    known = dates(root() / "docs")
    if not known:
        pytest.skip("no history: git clone without --depth")
    entries = ET.parse(builds("mkdocs") / "feed.xml").findall("entry", NAMES)
    times = [entry.findtext("updated", "", NAMES) for entry in entries]
    told = {entry.findtext("id", "", NAMES) for entry in entries}

    assert times == sorted(times, reverse=True)
    assert {name for name in told if "#" not in name} == {
        f"{BUILT_FOR}{each.name}/" for each in chapters() if each.path in known
    }
    assert f"{BUILT_FOR}whats-new/#v1.0.0" in told


def test_a_release_is_told_with_its_day_and_what_it_brings(project: Path):
    news = "## 1.1.0 · 2026-05-06\n\n- A *second* bight.\n"
    (project / "CHANGELOG.md").write_text(news, encoding="utf-8")
    (project / CHAPTER).write_text((project / CHAPTER).read_text() + "\n```changelog\n```\n")

    add(project / "site")

    [first, _] = ET.parse(project / "site" / "feed.xml").getroot().findall("entry", NAMES)
    assert first.findtext("id", "", NAMES) == f"{ADDRESS}knots/01-a-bight/#v1.1.0"
    assert first.findtext("title", "", NAMES).endswith(" 1.1.0")
    assert first.findtext("updated", "", NAMES) == "2026-05-06T00:00:00Z"
    assert first.findtext("summary", "", NAMES) == "A second bight."
