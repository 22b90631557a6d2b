"""llms.txt says what the site holds, and leads to Markdown that is there."""

import re
from pathlib import Path

import pytest

from handoff.machines.site import add
from tests.fixtures.site import BUILT_FOR
from tests.machines.knots import ADDRESS, laid

LINK = re.compile(r"^- \[.+\]\((\S+)\)(?:: (.+))?$", re.MULTILINE)


def written(folder: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> str:
    site = laid(folder, address)
    monkeypatch.chdir(folder)
    add(site)
    return (site / "llms.txt").read_text(encoding="utf-8")


def test_it_begins_with_the_site_and_lists_guides_with_their_chapters(tmp_path, monkeypatch):
    text = written(tmp_path, monkeypatch, ADDRESS)

    assert text.startswith("# Knots\n\n> Learn to tie knots that hold.\n")
    assert (
        "## Knots\n\n"
        f"- [Knots]({ADDRESS}knots/index.md): The guide.\n"
        f"- [A bight]({ADDRESS}knots/01-a-bight/index.md): A bend in a rope"
    ) in text
    assert "unbuilt" not in text


def test_a_site_that_does_not_know_its_address_links_its_own_files(tmp_path, monkeypatch):
    text = written(tmp_path, monkeypatch, "")

    assert "- [A bight](knots/01-a-bight/index.md): " in text


def test_every_link_of_this_site_s_leads_to_markdown_and_says_what_it_holds(builds):
    text = (builds("mkdocs") / "llms.txt").read_text(encoding="utf-8")
    found = LINK.findall(text)

    assert len(found) == text.count("\n- ") > 20
    for address, described in found:
        assert (builds("mkdocs") / address.removeprefix(BUILT_FOR)).is_file(), address
        assert len(described) > 20, address
