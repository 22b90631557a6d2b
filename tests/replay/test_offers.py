"""A ✓ whose claim is shown by a replay offers it, on the replay's page and on others."""

import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from handoff.diagnostics import building
from tests.mistakes.project import FILES, lay_out, write

OFFER = re.compile(r'<a[^>]*aria-label="Replay: Tea cools"[^>]*>')


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(folder: Path, page: str) -> str:
    building.forget()
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return (folder / "site" / page / "index.html").read_text(encoding="utf-8")


def test_the_mark_leads_to_the_replay_on_its_page(tea: Path):
    page = built(tea, "guide/01-tea")

    [offer] = OFFER.findall(page)
    assert 'href="#replay-cooling"' in offer
    assert 'id="replay-cooling"' in page


def test_a_mark_on_another_page_leads_there(tea: Path):
    write(tea / "docs/guide/more.md", "# More\n\nBitter, again.{claim:tea_gets_bitter}\n")

    [offer] = OFFER.findall(built(tea, "guide/more"))

    assert 'href="../01-tea/#replay-cooling"' in offer


def test_the_page_of_experiments_leads_there_too(tea: Path):
    page = built(tea, "guide/experiments")

    assert '<a href="../01-tea/#replay-cooling">Replay: Tea cools</a>' in page


def test_a_claim_that_no_replay_shows_offers_none(tea: Path):
    text = FILES["examples/guide/01-tea/replays/cooling.json"]
    write(
        tea / "examples/guide/01-tea/replays/cooling.json",
        text.replace('"claims": ["tea_gets_bitter"],\n', ""),
    )

    assert OFFER.findall(built(tea, "guide/01-tea")) == []
